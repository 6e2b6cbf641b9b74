import {
  CaretRightOutlined,
  FullscreenExitOutlined,
  FullscreenOutlined,
  MutedOutlined,
  PauseOutlined,
  SoundOutlined,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { FileView } from '../../api/resources.js';
import { formatDuration } from '../../ui/format.js';
import { Scrubber } from './scrubber.js';
import type { HlsState } from './use-hls.js';
import type { MediaState } from './use-media-state.js';

interface Props {
  resourceId: string;
  file: FileView;
  media: MediaState;
  hls: HlsState;
  full: boolean;
  onFull: () => void;
}

const RATES = [0.75, 1, 1.25, 1.5, 2];

export function VideoControls({ resourceId, file, media, hls, full, onFull }: Props) {
  const { t } = useTranslation();
  const automatic = hls.qualities.find((q) => q.level === hls.playing)?.label;
  return (
    <div className="video-controls">
      <Scrubber resourceId={resourceId} file={file} media={media} />
      <div className="video-row">
        <button
          type="button"
          onClick={media.toggle}
          aria-label={t(media.playing ? 'viewer.pause' : 'viewer.play')}
        >
          {media.playing ? <PauseOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
        </button>
        <button
          type="button"
          onClick={media.toggleMute}
          aria-label={t(media.muted ? 'viewer.unmute' : 'viewer.mute')}
        >
          {media.muted || media.volume === 0 ? <MutedOutlined aria-hidden /> : <SoundOutlined aria-hidden />}
        </button>
        <input
          type="range"
          className="video-volume"
          min={0}
          max={1}
          step={0.05}
          value={media.muted ? 0 : media.volume}
          onChange={(event) => media.setVolume(Number(event.target.value))}
          aria-label={t('viewer.volume')}
        />
        <span className="video-time">
          {formatDuration(media.time)} / {formatDuration(media.duration)}
        </span>
        <select
          value={media.rate}
          onChange={(event) => media.setRate(Number(event.target.value))}
          aria-label={t('viewer.speed')}
        >
          {RATES.map((rate) => (
            <option key={rate} value={rate}>
              {rate}×
            </option>
          ))}
        </select>
        {hls.qualities.length > 0 && (
          <select
            value={hls.chosen}
            onChange={(event) => hls.choose(Number(event.target.value))}
            aria-label={t('viewer.quality')}
          >
            <option value={-1}>
              {automatic && hls.chosen === -1
                ? t('viewer.autoNow', { quality: automatic })
                : t('viewer.auto')}
            </option>
            {hls.qualities.map((q) => (
              <option key={q.level} value={q.level}>
                {q.label}
              </option>
            ))}
          </select>
        )}
        <button
          type="button"
          onClick={onFull}
          aria-label={t(full ? 'viewer.exitFullscreen' : 'viewer.fullscreen')}
        >
          {full ? <FullscreenExitOutlined aria-hidden /> : <FullscreenOutlined aria-hidden />}
        </button>
      </div>
    </div>
  );
}
