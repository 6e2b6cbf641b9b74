import { ExportOutlined } from '@ant-design/icons';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { contentRoutes } from '../../../contracts/content-routes.js';
import type { CollectionItem } from '../../api/collections.js';
import type { ResourceView } from '../../api/resources.js';
import { State } from '../../ui/states.js';
import { has } from '../resource/rights.js';
import { FileViewer } from '../viewer/file-viewer.js';
import { useItemTitle } from './item-words.js';
import type { Slide } from './slides.js';

/** The part of a picture's width, from the left, in which a press goes back. */
const BACK = 0.25;

interface Props {
  item: CollectionItem;
  slide: Slide;
  resource: ResourceView | undefined;
  mark: string | null;
  onMove: (forward: boolean) => void;
  /** a page of the web is about to be opened */
  onLeave: () => void;
}

/** One slide, as large as it goes. */
export function SlideView({ item, slide, resource, mark, onMove, onLeave }: Props) {
  const { t } = useTranslation();
  const titleOf = useItemTitle();
  const id = resource?.id ?? '';
  switch (slide.show) {
    case 'page':
      return (
        <Picture
          src={contentRoutes.page(id, slide.file.id, slide.page)}
          alt={t('viewer.pageOf', {
            page: slide.page,
            count: slide.file.preview.pageCount ?? slide.file.preview.pages,
          })}
          onMove={onMove}
        />
      );
    case 'picture':
      return (
        <Picture src={contentRoutes.image(id, slide.file.id)} alt={slide.file.fileName} onMove={onMove} />
      );
    case 'file':
      return (
        <div className="present-viewer">
          <FileViewer
            resourceId={id}
            file={slide.file}
            canDownload={resource !== undefined && has(resource.right, 'download')}
            mark={mark}
            start={slide.start}
          />
        </div>
      );
    case 'link':
      return (
        <div className="card present-card">
          <h2>{titleOf(item)}</h2>
          {item.note && <p className="present-note">{item.note}</p>}
          <a href={slide.url} target="_blank" rel="noopener noreferrer" onClick={onLeave}>
            <ExportOutlined aria-hidden /> {t('collections.openLink')}
          </a>
          <p className="muted small present-address">{slide.url}</p>
        </div>
      );
    case 'collection':
      return (
        <div className="card present-card">
          <h2>{titleOf(item)}</h2>
          {item.collection?.summary && <p className="present-note">{item.collection.summary}</p>}
          <Link to={`/collections/${item.collection?.id ?? ''}`}>{t('collections.openCollection')}</Link>
        </div>
      );
    case 'nothing':
      return (
        <div className="card present-card">
          <State drawing="empty" title={t('resource.noFiles')} compact />
        </div>
      );
  }
}

/** A page or a picture; a press near the left edge goes back, anywhere else forward. */
function Picture({ src, alt, onMove }: { src: string; alt: string; onMove: (forward: boolean) => void }) {
  const onClick = ({ currentTarget, clientX }: MouseEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    onMove(clientX - left > width * BACK);
  };
  // The keys and the buttons below do the same.
  return (
    <div className="present-picture" onClick={onClick}>
      <img src={src} alt={alt} draggable={false} />
    </div>
  );
}
