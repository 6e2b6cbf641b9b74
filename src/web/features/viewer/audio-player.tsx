import { useRef, useState } from 'react';
import { SoundOutlined } from '@ant-design/icons';
import { contentRoutes } from '../../../contracts/content-routes.js';
import type { FileView } from '../../api/resources.js';
import { formatDuration } from '../../ui/format.js';
import { useStart, useWantedSecond } from './use-start.js';
import { useHls } from './use-hls.js';
import { useToldPlace } from './use-told-place.js';
import type { ViewerNotes } from './viewer-props.js';

/** A sound recording, with the browser's own controls. */
export function AudioPlayer({
  resourceId,
  file,
  start,
  notes,
}: {
  resourceId: string;
  file: FileView;
  /** the second to begin with */
  start?: number | undefined;
  notes?: ViewerNotes | undefined;
}) {
  const audio = useRef<HTMLAudioElement>(null);
  const [second, setSecond] = useState(0);
  useHls(audio, file.preview.playable ? contentRoutes.playlist(resourceId, file.id) : null);
  useStart(audio, start);
  useWantedSecond(audio, notes?.goTo);
  useToldPlace(notes, second);
  return (
    <div className="viewer audio-player">
      <SoundOutlined aria-hidden className="audio-sign" />
      <p className="audio-name">{file.fileName}</p>
      {file.preview.duration !== null && <p className="muted">{formatDuration(file.preview.duration)}</p>}
      {/* recordings of teachers come without a caption file */}
      <audio
        ref={audio}
        controls
        preload="metadata"
        aria-label={file.fileName}
        onTimeUpdate={(event) => setSecond(Math.floor(event.currentTarget.currentTime))}
        src={file.preview.playable ? undefined : contentRoutes.original(resourceId, file.id)}
      />
    </div>
  );
}
