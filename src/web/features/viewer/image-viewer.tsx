import { useTranslation } from 'react-i18next';
import { useRef, useState } from 'react';
import { contentRoutes } from '../../../contracts/content-routes.js';
import type { FileView } from '../../api/resources.js';
import { FullscreenButton } from './fullscreen-button.js';

/** A picture: fitted, or at its own size on a press. */
export function ImageViewer({ resourceId, file }: { resourceId: string; file: FileView }) {
  const { t } = useTranslation();
  const [large, setLarge] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  return (
    <div className="viewer image-viewer" ref={frame}>
      <div className="viewer-corner">
        <FullscreenButton frame={frame} />
      </div>
      <button
        type="button"
        className={large ? 'plain-button image-large' : 'plain-button image-fit'}
        aria-label={t(large ? 'viewer.fit' : 'viewer.actualSize')}
        aria-pressed={large}
        onClick={() => setLarge(!large)}
      >
        <img
          src={contentRoutes.image(resourceId, file.id)}
          alt={file.fileName}
          style={file.preview.aspect && !large ? { aspectRatio: file.preview.aspect } : undefined}
        />
      </button>
    </div>
  );
}
