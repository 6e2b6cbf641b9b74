import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contentRoutes } from '../../../contracts/content-routes.js';
import type { FileView } from '../../api/resources.js';
import { formatDuration } from '../../ui/format.js';
import { tileAt } from './strip.js';
import type { MediaState } from './use-media-state.js';

interface Props {
  resourceId: string;
  file: FileView;
  media: MediaState;
}

/** Where we are and where to go: a slider for keys, with the picture of the place under the pointer. */
export function Scrubber({ resourceId, file, media }: Props) {
  const { t } = useTranslation();
  const [at, setAt] = useState<{ share: number; time: number } | null>(null);
  const { strip } = file.preview;
  const tile = strip && at ? tileAt(strip, at.time) : null;
  const share = (seconds: number) => (media.duration > 0 ? `${(100 * seconds) / media.duration}%` : '0%');
  return (
    <div
      className="scrubber"
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        const part = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
        setAt({ share: part, time: part * media.duration });
      }}
      onPointerLeave={() => setAt(null)}
    >
      <span className="scrubber-track" aria-hidden>
        <span className="scrubber-buffered" style={{ width: share(media.buffered) }} />
        <span className="scrubber-done" style={{ width: share(media.time) }} />
      </span>
      <input
        type="range"
        min={0}
        max={Math.max(1, media.duration)}
        step={0.1}
        value={media.time}
        onChange={(event) => media.seek(Number(event.target.value))}
        aria-label={t('viewer.seek')}
        aria-valuetext={`${formatDuration(media.time)} / ${formatDuration(media.duration)}`}
      />
      {at && (
        <span
          className="scrubber-tip"
          style={{
            left: `clamp(${tile ? tile.width / 2 : 24}px, ${at.share * 100}%, calc(100% - ${tile ? tile.width / 2 : 24}px))`,
          }}
          aria-hidden
        >
          {tile && (
            <span
              className="scrubber-tile"
              style={{
                width: tile.width,
                height: tile.height,
                backgroundImage: `url("${contentRoutes.strip(resourceId, file.id)}")`,
                backgroundPosition: `-${tile.x}px -${tile.y}px`,
              }}
            />
          )}
          <span>{formatDuration(at.time)}</span>
        </span>
      )}
    </div>
  );
}
