import { EllipsisOutlined, PlusOutlined, ThunderboltOutlined } from '@ant-design/icons';
import { useDroppable } from '@dnd-kit/core';
import { App, Button, Dropdown } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  removeSection,
  updateSection,
  type CollectionItem,
  type CollectionSection,
  type CollectionView,
} from '../../api/collections.js';
import { AddDialog } from './add-dialog.js';
import type { Destination } from './arrange.js';
import { CurateItem } from './curate-item.js';
import { FoundList } from './found-list.js';
import { SavedSearchDialog } from './saved-search-dialog.js';
import { SectionLacks } from './section-lacks.js';
import type { Curation } from './use-curation.js';
import { Words } from './words.js';

interface Props {
  collection: CollectionView;
  section: CollectionSection;
  index: number;
  /** of the whole collection */
  items: CollectionItem[];
  curation: Curation;
  onMove: (itemId: string, to: Destination | null) => void;
}

/** A section: heading and text to be written in place, its items, and what can be put in. */
export function CurateSection({ collection, section, index, items, curation, onMove }: Props) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const [gathering, setGathering] = useState(false);
  const own = items.filter((item) => item.sectionId === section.id);
  // Where there are items, these say where something is dropped.
  const { setNodeRef, isOver } = useDroppable({
    id: `section ${section.id}`,
    disabled: own.length > 0,
  });
  const name = section.title || t('curate.first', { n: index + 1 });
  const save = (words: { title?: string; text?: string }) =>
    void curation
      .change({ send: (rev) => updateSection(collection.id, rev, section.id, words) })
      .catch(() => undefined);
  return (
    <section className="card curate-section" aria-label={name}>
      <header className="row">
        <Words
          key={`title ${section.title}`}
          value={section.title}
          maxLength={200}
          placeholder={t('curate.sectionTitle')}
          onSave={(title) => save({ title })}
          className="curate-section-title"
        />
        <SectionMenu
          collection={collection}
          section={section}
          index={index}
          name={name}
          count={own.length}
          curation={curation}
        />
      </header>
      <Words
        key={`text ${section.text}`}
        value={section.text}
        maxLength={5000}
        placeholder={t('curate.sectionText')}
        onSave={(text) => save({ text })}
        long
      />
      {collection.parts && (
        <SectionLacks collectionId={collection.id} parts={collection.parts} section={section} items={own} />
      )}
      <ol className={isOver ? 'curate-list curate-list-over' : 'curate-list'} ref={setNodeRef}>
        {own.map((item) => (
          <CurateItem
            key={item.id}
            collection={collection}
            item={item}
            items={items}
            curation={curation}
            onMove={onMove}
          />
        ))}
        {own.length === 0 && section.search === null && (
          <li className="muted curate-empty">{t('curate.emptySection')}</li>
        )}
      </ol>
      {section.search && <FoundList collectionId={collection.id} section={section} mode="curating" />}
      <div className="row-wrap">
        <Button type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
          {t('curate.add')}
        </Button>
        <Button type="text" icon={<ThunderboltOutlined aria-hidden />} onClick={() => setGathering(true)}>
          {t(section.search ? 'curate.searchEdit' : 'curate.search')}
        </Button>
      </div>
      {gathering && (
        <SavedSearchDialog
          collection={collection}
          section={section}
          curation={curation}
          onClose={() => setGathering(false)}
        />
      )}
      {adding && (
        <AddDialog
          collection={collection}
          section={section}
          items={items}
          curation={curation}
          onClose={() => setAdding(false)}
        />
      )}
    </section>
  );
}

function SectionMenu({
  collection,
  section,
  index,
  name,
  count,
  curation,
}: Pick<Props, 'collection' | 'section' | 'index' | 'curation'> & { name: string; count: number }) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const opener = useRef<HTMLButtonElement>(null);
  const { id, sections } = collection;
  const send = (act: (rev: number) => Promise<unknown>, done?: string) =>
    curation.change({ send: act, ...(done ? { done } : {}) }).catch(() => undefined);
  const put = (afterId: string | null) => void send((rev) => updateSection(id, rev, section.id, { afterId }));
  const asLesson = (lesson: boolean) =>
    void send(
      (rev) => updateSection(id, rev, section.id, { lesson }),
      t(lesson ? 'curate.saidLesson' : 'curate.saidNoLesson'),
    );
  const remove = () => send((rev) => removeSection(id, rev, section.id), t('curate.removed'));
  return (
    <Dropdown
      trigger={['click']}
      // whoever opened it with the keyboard goes on in it
      autoFocus
      menu={{
        // … and from there, once it is closed
        onClick: () => opener.current?.focus(),
        items: [
          {
            key: 'up',
            label: t('curate.sectionUp'),
            disabled: index === 0,
            onClick: () => put(sections[index - 2]?.id ?? null),
          },
          {
            key: 'down',
            label: t('curate.sectionDown'),
            disabled: index === sections.length - 1,
            onClick: () => put(sections[index + 1]!.id),
          },
          // Without a template nothing is asked of any section.
          ...(collection.parts
            ? [
                {
                  key: 'lesson',
                  label: t(section.lesson ? 'curate.sectionNoLesson' : 'curate.sectionLesson'),
                  onClick: () => asLesson(!section.lesson),
                },
              ]
            : []),
          {
            key: 'remove',
            danger: true,
            label: t('curate.sectionRemove'),
            disabled: sections.length === 1,
            onClick: () =>
              count === 0
                ? void remove()
                : void modal.confirm({
                    title: t('curate.sectionRemove'),
                    content: t('curate.sectionRemoveAsk', { items: count }),
                    okText: t('curate.sectionRemove'),
                    okButtonProps: { danger: true },
                    onOk: remove,
                  }),
          },
        ],
      }}
    >
      <Button
        ref={opener}
        type="text"
        icon={<EllipsisOutlined aria-hidden />}
        aria-label={t('curate.sectionMore', { title: name })}
      />
    </Dropdown>
  );
}
