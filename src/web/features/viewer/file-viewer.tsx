import { lazy, Suspense } from 'react';
import { AudioPlayer } from './audio-player.js';
import { ImageViewer } from './image-viewer.js';
import { NoPreview } from './no-preview.js';
import { PagesViewer } from './pages-viewer.js';
import { shownAs } from './shown-as.js';
import { TextViewer } from './text-viewer.js';
import type { ViewerProps } from './viewer-props.js';
import './viewer.css';

const VideoPlayer = lazy(async () => ({ default: (await import('./video-player.js')).VideoPlayer }));

/** The right way of showing a file. */
export function FileViewer({ resourceId, file, canDownload, mark, start, words, notes }: ViewerProps) {
  switch (shownAs(file, canDownload)) {
    case 'film':
      return (
        <Suspense fallback={<div className="viewer bone viewer-bone" />}>
          <VideoPlayer
            key={file.id}
            resourceId={resourceId}
            file={file}
            mark={mark}
            start={start}
            notes={notes}
          />
        </Suspense>
      );
    case 'sound':
      return <AudioPlayer key={file.id} resourceId={resourceId} file={file} start={start} notes={notes} />;
    case 'picture':
      return <ImageViewer key={file.id} resourceId={resourceId} file={file} notes={notes} />;
    case 'pages':
      return (
        <PagesViewer
          key={file.id}
          resourceId={resourceId}
          file={file}
          mark={mark}
          start={start}
          words={words}
          notes={notes}
        />
      );
    case 'text':
      return <TextViewer key={file.id} resourceId={resourceId} file={file} mark={mark} words={words} />;
    case 'none':
      return <NoPreview file={file} />;
  }
}
