import { ThunderboltOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { setException, type CollectionSection, type FoundResource } from '../../api/collections.js';
import { keys } from '../../api/keys.js';
import { Cover } from '../../ui/cover.js';
import { useErrorText } from '../../ui/error-text.js';
import { MoreButton } from '../../ui/more-button.js';
import { ResourceMeta, ResourceTitle, SchoolBadge } from '../../ui/resource-meta.js';
import { ErrorState } from '../../ui/states.js';
import { useFound } from './use-found.js';
import { useSearchWords } from './use-search-words.js';

interface Props {
  collectionId: string;
  section: CollectionSection;
  /** curating: with what is left out, and the way to leave more out */
  mode: 'reading' | 'curating';
}

/** What a section has gathered by itself. */
export function FoundList({ collectionId, section, mode }: Props) {
  const { t } = useTranslation();
  const words = useSearchWords(section.search);
  const { query, items } = useFound(collectionId, section.id, mode);
  return (
    <div className="found-list">
      <p className="muted small">
        <ThunderboltOutlined aria-hidden /> {t('collections.gathered', { words })}
      </p>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.isSuccess && items.length === 0 && <p className="muted">{t('collections.gatheredNone')}</p>}
      {items.length > 0 && (
        <ul className="card outline-list">
          {items.map((found) => (
            <li key={found.resource.id} className={found.excepted ? 'found-excepted' : undefined}>
              <Link to={`/resources/${found.resource.id}`} className="outline-item found-item">
                <Cover resource={found.resource} />
                <span className="outline-words">
                  <b>
                    <ResourceTitle card={found.resource} />
                  </b>
                  <span className="item-meta">
                    <ResourceMeta card={found.resource} />
                    <SchoolBadge school={found.resource.school} />
                    <span className="muted small nowrap">{found.resource.author.name}</span>
                  </span>
                  <span className="print-address">
                    {window.location.origin}/resources/{found.resource.id}
                  </span>
                </span>
              </Link>
              {mode === 'curating' && (
                <ExceptButton collectionId={collectionId} sectionId={section.id} found={found} />
              )}
            </li>
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <>
          <MoreButton query={query} />
          <p className="print-address">{t('collections.gatheredMore')}</p>
        </>
      )}
    </div>
  );
}

interface ExceptProps {
  collectionId: string;
  sectionId: string;
  found: FoundResource;
}

function ExceptButton({ collectionId, sectionId, found: { resource, excepted } }: ExceptProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: () => setException(collectionId, sectionId, resource.id, !excepted),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.collection(collectionId) }),
  });
  return (
    <Button
      size="small"
      type="text"
      loading={change.isPending}
      onClick={() => change.mutate()}
      aria-label={t(excepted ? 'curate.admitOf' : 'curate.exceptOf', { title: resource.title })}
    >
      {t(excepted ? 'curate.admit' : 'curate.except')}
    </Button>
  );
}
