import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Input, InputNumber, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import {
  addItems,
  createCollection,
  readCollection,
  readCollections,
  type NewItem,
} from '../../api/collections.js';
import { keys } from '../../api/keys.js';
import type { FileView, ResourceView } from '../../api/resources.js';
import { useErrorText } from '../../ui/error-text.js';
import './collections.css';

const NEW = 'new';
type Kind = 'resource' | 'pages' | 'span';

/** Putting a resource, or pages or a part of it, into one of my collections or a new one. */
export function CollectDialog({ resource, onClose }: { resource: ResourceView; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const mine = useQuery({
    queryKey: [...keys.collections('curated', {}), 'all'],
    queryFn: () => readCollections('curated', {}, undefined, 100),
  });
  const cards = mine.data?.items ?? [];
  const [picked, setPicked] = useState<string | null>(null);
  const target = picked ?? (mine.isSuccess ? (cards[0]?.id ?? NEW) : null);
  const [sectionId, setSectionId] = useState<string | undefined>();
  const [title, setTitle] = useState('');
  const [note, setNote] = useState('');
  const [part, setPart] = useState<NewItem>({ kind: 'resource', resourceId: resource.id });
  const view = useQuery({
    queryKey: keys.collection(target ?? ''),
    queryFn: () => readCollection(target ?? ''),
    enabled: target !== null && target !== NEW,
  });
  const sections = view.data?.sections ?? [];
  const put = useMutation({
    mutationFn: async () => {
      const { subject, stage, grade } = resource;
      const into =
        target === NEW || target === null
          ? await createCollection({ title: title.trim(), subject, stage, grade })
          : { id: target, title: cards.find((card) => card.id === target)?.title ?? '' };
      await addItems(into.id, { ...(sectionId ? { sectionId } : {}), items: [{ ...part, note }] });
      return into;
    },
    onSuccess: (into) => {
      void client.invalidateQueries({ queryKey: keys.collection(into.id) });
      void client.invalidateQueries({ queryKey: keys.allCollections });
      void message.success({
        content: (
          <>
            {t('collect.done', { title: into.title })}{' '}
            <a
              href={`/collections/${into.id}/edit`}
              onClick={(event) => {
                event.preventDefault();
                void navigate(`/collections/${into.id}/edit`);
              }}
            >
              {t('collect.open')}
            </a>
          </>
        ),
        duration: 6,
      });
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('collect.title')}
      okText={t('collect.add')}
      okButtonProps={{
        disabled: target === null || (target === NEW && title.trim() === ''),
        loading: put.isPending,
      }}
      onOk={() => put.mutate()}
      onCancel={onClose}
    >
      <div className="facts-form">
        {put.isError && <Alert type="error" showIcon title={errorText(put.error)} />}
        <label className="field">
          <span>{t('collect.which')}</span>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            value={target}
            loading={mine.isPending}
            aria-label={t('collect.which')}
            options={[
              ...cards.map((card) => ({ value: card.id, label: card.title })),
              { value: NEW, label: t('collect.fresh') },
            ]}
            onChange={(id: string) => {
              setPicked(id);
              setSectionId(undefined);
            }}
          />
        </label>
        {target === NEW && (
          <label className="field">
            <span>{t('collect.freshName')}</span>
            <Input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
          </label>
        )}
        {target !== NEW && sections.length > 1 && (
          <label className="field">
            <span>{t('collect.section')}</span>
            <Select
              allowClear
              value={sectionId}
              placeholder={t('collect.lastSection')}
              aria-label={t('collect.section')}
              options={sections.map(({ id, title: heading }, i) => ({
                value: id,
                label: heading || t('curate.first', { n: i + 1 }),
              }))}
              onChange={(id: string | undefined) => setSectionId(id)}
            />
          </label>
        )}
        <PartField resource={resource} value={part} onChange={setPart} />
        <label className="field">
          <span>{t('curate.note')}</span>
          <Input.TextArea
            value={note}
            maxLength={1000}
            autoSize={{ minRows: 1, maxRows: 5 }}
            placeholder={t('curate.noteAdd')}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
      </div>
    </Modal>
  );
}

/** The whole, or some pages or seconds of one of its files, where it has such files. */
export function PartField({
  resource,
  value,
  onChange,
}: {
  resource: ResourceView;
  value: NewItem;
  onChange: (item: NewItem) => void;
}) {
  const { t } = useTranslation();
  const paged = resource.fullFiles.filter((file) => (file.preview.pageCount ?? 0) > 1);
  const timed = resource.fullFiles.filter((file) => (file.preview.duration ?? 0) > 1);
  if (paged.length + timed.length === 0) return null;
  const choose = (kind: Kind, file?: FileView) => {
    if (kind === 'resource' || !file) return onChange({ kind: 'resource', resourceId: resource.id });
    const span = kind === 'span';
    const to = span ? Math.ceil(file.preview.duration ?? 1) : (file.preview.pageCount ?? 1);
    onChange({ kind, resourceId: resource.id, fileId: file.id, from: span ? 0 : 1, to });
  };
  const ranged = value.kind === 'pages' || value.kind === 'span' ? value : null;
  const files = value.kind === 'pages' ? paged : timed;
  const file = ranged && files.find((one) => one.id === ranged.fileId);
  const end = file
    ? ranged.kind === 'span'
      ? Math.ceil(file.preview.duration ?? 1)
      : (file.preview.pageCount ?? 1)
    : 1;
  return (
    <div className="field">
      <span>{t('collect.what')}</span>
      <Radio.Group
        value={value.kind}
        aria-label={t('collect.what')}
        onChange={(event) => {
          const kind = event.target.value as Kind;
          choose(kind, kind === 'pages' ? paged[0] : timed[0]);
        }}
      >
        <Radio value="resource">{t('collect.whole')}</Radio>
        {paged.length > 0 && <Radio value="pages">{t('collect.pagesOf')}</Radio>}
        {timed.length > 0 && <Radio value="span">{t('collect.spanOf')}</Radio>}
      </Radio.Group>
      {ranged && files.length > 1 && (
        <Select
          value={ranged.fileId}
          aria-label={t('collect.file')}
          options={files.map((one) => ({ value: one.id, label: one.fileName }))}
          onChange={(id: string) =>
            choose(
              ranged.kind,
              files.find((one) => one.id === id),
            )
          }
        />
      )}
      {ranged && (
        <span className="row">
          {t('collect.from')}
          <InputNumber
            min={ranged.kind === 'span' ? 0 : 1}
            max={ranged.to}
            value={ranged.from}
            aria-label={t('collect.from')}
            onChange={(from) => onChange({ ...ranged, from: from ?? ranged.from })}
          />
          {t('collect.to')}
          <InputNumber
            min={ranged.from}
            max={end}
            value={ranged.to}
            aria-label={t('collect.to')}
            onChange={(to) => onChange({ ...ranged, to: to ?? ranged.to })}
          />
          {ranged.kind === 'span' && t('collect.seconds')}
        </span>
      )}
    </div>
  );
}
