import { useTranslation } from 'react-i18next';
import { useRef, useState } from 'react';
import { contentRoutes } from '../../../contracts/content-routes.js';
import type { FileView } from '../../api/resources.js';
import type { ViewerNotes } from './viewer-props.js';
import { FullscreenButton } from './fullscreen-button.js';

/** A picture: fitted, or at its own size on a press. What is laid over it is laid over its one page, which stays fitted. */
export function ImageViewer({
  resourceId,
  file,
  notes,
}: {
  resourceId: string;
  file: FileView;
  notes?: ViewerNotes | undefined;
}) {
  const { t } = useTranslation();
  const [large, setLarge] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const source = contentRoutes.image(resourceId, file.id);
  return (
    <div className="viewer image-viewer" ref={frame}>
      <div className="viewer-corner">
        <FullscreenButton frame={frame} />
      </div>
      {notes?.overlay ? (
        <figure className="image-noted" style={{ aspectRatio: file.preview.aspect ?? undefined }}>
          <img src={source} alt={file.fileName} />
          {notes.overlay(1)}
        </figure>
      ) : (
        <button
          type="button"
          className={large ? 'plain-button image-large' : 'plain-button image-fit'}
          aria-label={t(large ? 'viewer.fit' : 'viewer.actualSize')}
          aria-pressed={large}
          onClick={() => setLarge(!large)}
        >
          <img
            src={source}
            alt={file.fileName}
            style={file.preview.aspect && !large ? { aspectRatio: file.preview.aspect } : undefined}
          />
        </button>
      )}
    </div>
  );
}
