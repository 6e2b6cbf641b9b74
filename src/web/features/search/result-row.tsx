import { Link } from 'react-router';
import type { SearchHit } from '../../api/discovery.js';
import { Cover } from '../../ui/cover.js';
import { formatDate } from '../../ui/format.js';
import { Highlighted } from '../../ui/highlighted.js';
import { KindIcon } from '../../ui/kind-icon.js';
import { ResourceMeta, SchoolBadge } from '../../ui/resource-meta.js';
import { hitPath } from '../resource/use-beginning.js';

interface Props {
  hit: SearchHit;
  /** what was searched */
  words: string;
  onPreview: (id: string) => void;
}

/** One hit. A plain press opens the preview over the list; the link itself leads to the page, as in a new tab. */
export function ResultRow({ hit, words, onPreview }: Props) {
  const { resource } = hit;
  const kinds = [...new Set(resource.files.map((f) => f.kind))];
  return (
    <li className="result">
      <Cover resource={resource} />
      <div className="result-body">
        <h2 className="result-title">
          <Link
            to={hitPath(resource.id, words)}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
              event.preventDefault();
              onPreview(resource.id);
            }}
          >
            {hit.title.length > 0 ? <Highlighted fragments={hit.title} /> : resource.title}
          </Link>
          <span className="result-kinds">
            {kinds.map((kind) => (
              <KindIcon key={kind} kind={kind} />
            ))}
            {resource.linkUrl && <KindIcon kind="link" />}
          </span>
        </h2>
        <p className="result-snippet">
          {hit.snippet.length > 0 ? <Highlighted fragments={hit.snippet} /> : resource.description}
        </p>
        <div className="result-foot">
          <ResourceMeta card={resource} />
          <span className="result-from">
            <SchoolBadge school={resource.school} />
            <span>{resource.author.name}</span>
            <time dateTime={resource.publishedAt ?? resource.updatedAt}>
              {formatDate(resource.publishedAt ?? resource.updatedAt)}
            </time>
          </span>
        </div>
      </div>
    </li>
  );
}
