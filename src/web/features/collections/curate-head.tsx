import {
  EditOutlined,
  EllipsisOutlined,
  HistoryOutlined,
  TableOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { App, Button, Dropdown, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import {
  trashCollection,
  undoCollection,
  updateCollection,
  withdrawCollection,
  type CollectionItem,
  type CollectionView,
} from '../../api/collections.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { QueueButton } from '../proposals/queue-button.js';
import { has } from '../resource/rights.js';
import { CopiedFrom } from './copied-from.js';
import { CollectionPlace } from './collection-tile.js';
import { FactsForm, factsOf } from './facts-form.js';
import { HistoryDrawer } from './history-drawer.js';
import { PublishDialog } from './publish-dialog.js';
import type { Curation } from './use-curation.js';

interface Props {
  collection: CollectionView;
  items: CollectionItem[];
  curation: Curation;
}

/** What the collection is called and how it stands, with what can be done to the whole. */
export function CurateHead({ collection, items, curation }: Props) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const [open, setOpen] = useState<'facts' | 'publish' | 'history' | null>(null);
  const { id, undoable, right } = collection;
  const published = collection.state === 'published';
  const manages = has(right, 'manage');
  const unseen = items.filter(({ curating }) => (curating?.unseenBy.length ?? 0) > 0).length;
  const undo = () =>
    void curation
      .change({ send: (rev) => undoCollection(id, rev), done: t('curate.undone') })
      .catch(() => undefined);
  const undoWords = undoable
    ? t('curate.undoWhat', { what: t(`changes.${undoable.what as 'create'}`) })
    : t('curate.nothingToUndo');
  return (
    <header className="curate-head">
      <div className="grow">
        <div className="row curate-title">
          <h1>{collection.title}</h1>
          <Button
            type="text"
            icon={<EditOutlined aria-hidden />}
            aria-label={t('curate.name')}
            onClick={() => setOpen('facts')}
          />
        </div>
        <div className="row-wrap">
          <span className={published ? 'tone tone-green' : 'tone tone-grey'}>
            {t(published ? 'standing.published' : 'collections.draft')}
          </span>
          <CollectionPlace card={collection} />
          {unseen > 0 && (
            <span className="tone tone-amber">{t('curate.unseenTotal', { count: unseen })}</span>
          )}
        </div>
        <CopiedFrom collection={collection} />
        {collection.summary && <p className="collection-words">{collection.summary}</p>}
      </div>
      <div className="row curate-acts">
        <Button
          icon={<UndoOutlined aria-hidden />}
          disabled={!undoable || curation.busy}
          title={undoWords}
          aria-label={undoWords}
          onClick={undo}
        >
          {!phone && t('curate.undo')}
        </Button>
        <Button
          icon={<HistoryOutlined aria-hidden />}
          aria-label={t('curate.history')}
          onClick={() => setOpen('history')}
        >
          {!phone && t('curate.history')}
        </Button>
        {collection.bookId !== null && (
          <Link to={`/collections/coverage?collection=${id}`} tabIndex={-1}>
            <Button icon={<TableOutlined aria-hidden />} aria-label={t('coverage.open')}>
              {!phone && t('coverage.open')}
            </Button>
          </Link>
        )}
        <QueueButton collection={collection} />
        <Link to={`/collections/${id}`} tabIndex={-1}>
          <Button>{t('curate.look')}</Button>
        </Link>
        {manages && (
          <Button type={published ? 'default' : 'primary'} onClick={() => setOpen('publish')}>
            {t(published ? 'curate.share' : 'curate.publish')}
          </Button>
        )}
        {manages && <MoreActs collection={collection} curation={curation} />}
      </div>
      {open === 'facts' && (
        <FactsDialog collection={collection} curation={curation} onClose={() => setOpen(null)} />
      )}
      {open === 'publish' && <PublishDialog collection={collection} onClose={() => setOpen(null)} />}
      {open === 'history' && <HistoryDrawer id={id} onClose={() => setOpen(null)} />}
    </header>
  );
}

function MoreActs({ collection, curation }: Pick<Props, 'collection' | 'curation'>) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const ask = (what: 'withdraw' | 'trash') =>
    void modal.confirm({
      title: t(`curate.${what}`),
      content: t(`curate.${what}Ask`),
      okText: t(`curate.${what}`),
      okButtonProps: { danger: what === 'trash' },
      onOk: () => (what === 'trash' ? trash() : withdraw()),
    });
  const withdraw = () =>
    curation
      .change({ send: () => withdrawCollection(collection.id), done: t('curate.withdrawn') })
      .catch(() => undefined);
  const trash = () =>
    curation.change({ send: () => trashCollection(collection.id), done: t('curate.trashed') }).then(
      () => navigate('/collections?tab=curated'),
      () => undefined,
    );
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...(collection.state === 'published'
            ? [{ key: 'withdraw', label: t('curate.withdraw'), onClick: () => ask('withdraw') }]
            : []),
          { key: 'trash', danger: true, label: t('curate.trash'), onClick: () => ask('trash') },
        ],
      }}
    >
      <Button icon={<EllipsisOutlined aria-hidden />} aria-label={t('actions.more')} />
    </Dropdown>
  );
}

function FactsDialog({
  collection,
  curation,
  onClose,
}: Pick<Props, 'collection' | 'curation'> & { onClose: () => void }) {
  const { t } = useTranslation();
  const [facts, setFacts] = useState(() => factsOf(collection));
  const save = () =>
    curation
      .change({
        send: (rev) => updateCollection(collection.id, rev, { ...facts, title: facts.title.trim() }),
        done: t('curate.saved'),
      })
      .then(onClose, () => undefined);
  return (
    <Modal
      open
      title={t('curate.name')}
      okText={t('actions.save')}
      okButtonProps={{ disabled: facts.title.trim() === '', loading: curation.busy }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <FactsForm value={facts} onChange={setFacts} />
    </Modal>
  );
}
