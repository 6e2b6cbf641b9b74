import { lazy, Suspense } from 'react';
import { AudioPlayer } from './audio-player.js';
import { ImageViewer } from './image-viewer.js';
import { NoPreview } from './no-preview.js';
import { PagesViewer } from './pages-viewer.js';
import { TextViewer } from './text-viewer.js';
import type { ViewerProps } from './viewer-props.js';
import './viewer.css';

const VideoPlayer = lazy(async () => ({ default: (await import('./video-player.js')).VideoPlayer }));

/** The right way of showing a file, judged by what there is of it rather than by its kind alone. */
export function FileViewer({ resourceId, file, canDownload, mark }: ViewerProps) {
  const { preview } = file;
  if (file.kind === 'video' && preview.playable) {
    return (
      <Suspense fallback={<div className="viewer bone viewer-bone" />}>
        <VideoPlayer key={file.id} resourceId={resourceId} file={file} mark={mark} />
      </Suspense>
    );
  }
  if (file.kind === 'audio' && (preview.playable || canDownload)) {
    return <AudioPlayer key={file.id} resourceId={resourceId} file={file} />;
  }
  if (file.kind === 'image' && preview.hasImage)
    return <ImageViewer key={file.id} resourceId={resourceId} file={file} />;
  if (preview.pages > 0) return <PagesViewer key={file.id} resourceId={resourceId} file={file} mark={mark} />;
  if (preview.hasText) return <TextViewer key={file.id} resourceId={resourceId} file={file} mark={mark} />;
  return <NoPreview file={file} />;
}
