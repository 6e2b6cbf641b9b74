import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Input, Modal, Tabs } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { CollectionView, NewItem } from '../../api/collections.js';
import { keys } from '../../api/keys.js';
import { propose } from '../../api/proposals.js';
import { useErrorText } from '../../ui/error-text.js';
import { PickCollection, PickLink, PickResource } from './pick-item.js';
import '../collections/curate.css';
import './proposals.css';

const KINDS = ['resource', 'link', 'collection'] as const;
type Kind = (typeof KINDS)[number];

/** Something that I think belongs into a collection, with a word why. */
export function ProposeDialog({ collection, onClose }: { collection: CollectionView; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [kind, setKind] = useState<Kind>('resource');
  const [picked, setPicked] = useState<Partial<Record<Kind, NewItem | null>>>({});
  const [reason, setReason] = useState('');
  const item = picked[kind] ?? null;
  const pick = (of: Kind) => (next: NewItem | null) => setPicked((before) => ({ ...before, [of]: next }));
  const send = useMutation({
    mutationFn: (what: NewItem) => propose(collection.id, { item: what, reason: reason.trim() }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.allProposals });
      void message.success({
        content: (
          <>
            {t('proposals.sent')}{' '}
            <a
              href="/proposals"
              onClick={(event) => {
                event.preventDefault();
                void navigate('/proposals');
              }}
            >
              {t('proposals.seeMine')}
            </a>
          </>
        ),
        duration: 6,
      });
      onClose();
    },
  });
  const panes: Record<Kind, ReactNode> = {
    resource: (
      <PickResource collection={collection} value={picked.resource ?? null} onPick={pick('resource')} />
    ),
    link: <PickLink onPick={pick('link')} />,
    collection: (
      <PickCollection collection={collection} value={picked.collection ?? null} onPick={pick('collection')} />
    ),
  };
  const names = {
    resource: 'curate.addResource',
    link: 'curate.addLink',
    collection: 'curate.addCollection',
  } as const;
  return (
    <Modal
      open
      width={640}
      title={t('proposals.title', { title: collection.title })}
      okText={t('proposals.send')}
      okButtonProps={{ disabled: item === null || reason.trim() === '', loading: send.isPending }}
      onOk={() => item && send.mutate(item)}
      onCancel={onClose}
    >
      <p className="muted">{t('proposals.lead')}</p>
      {send.isError && <Alert type="error" showIcon title={errorText(send.error)} />}
      <Tabs
        activeKey={kind}
        onChange={(next) => setKind(next as Kind)}
        items={KINDS.map((key) => ({ key, label: t(names[key]), children: panes[key] }))}
      />
      <label className="field propose-reason">
        <span>{t('proposals.reason')}</span>
        <Input.TextArea
          value={reason}
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 5 }}
          placeholder={t('proposals.reasonHint')}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </Modal>
  );
}
