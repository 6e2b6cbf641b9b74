import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CollectionView } from '../../api/collections.js';
import { keys } from '../../api/keys.js';
import { acceptProposal, declineProposal, type QueuedProposal } from '../../api/proposals.js';
import { useErrorText } from '../../ui/error-text.js';

interface Props {
  proposal: QueuedProposal;
  collection: CollectionView;
}
type Act = 'accept' | 'decline';

/** The curator's two ways: into a section with a note, or a word why not. */
export function Deciding({ proposal, collection }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [act, setAct] = useState<Act | null>(null);
  const decide = useMutation({
    mutationFn: async ({ sectionId, words }: { sectionId?: string | undefined; words: string }) => {
      if (act === 'decline') return declineProposal(collection.id, proposal.id, words);
      await acceptProposal(collection.id, proposal.id, { ...(sectionId ? { sectionId } : {}), note: words });
    },
    onSuccess: () => void message.success(t(act === 'decline' ? 'proposals.declined' : 'proposals.accepted')),
    onError: (error) => void message.error(errorText(error)),
    // Whoever was second sees how it stands now, too.
    onSettled: () => {
      for (const key of [keys.allProposals, keys.collection(collection.id)])
        void client.invalidateQueries({ queryKey: key });
    },
  });
  if (act === 'accept')
    return (
      <AcceptForm
        collection={collection}
        suggested={proposal.reason ?? ''}
        busy={decide.isPending}
        onSend={(sectionId, words) => decide.mutate({ sectionId, words })}
        onCancel={() => setAct(null)}
      />
    );
  if (act === 'decline')
    return (
      <DeclineForm
        busy={decide.isPending}
        onSend={(words) => decide.mutate({ words })}
        onCancel={() => setAct(null)}
      />
    );
  return (
    <div className="row proposal-acts">
      {proposal.item && proposal.gap === null && (
        <Button type="primary" onClick={() => setAct('accept')}>
          {t('proposals.accept')}
        </Button>
      )}
      <Button onClick={() => setAct('decline')}>{t('proposals.decline')}</Button>
    </div>
  );
}

function AcceptForm({
  collection: { sections },
  suggested,
  busy,
  onSend,
  onCancel,
}: Pick<Props, 'collection'> & {
  suggested: string;
  busy: boolean;
  onSend: (sectionId: string | undefined, note: string) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const [sectionId, setSectionId] = useState(sections.at(-1)?.id);
  const [note, setNote] = useState(suggested);
  return (
    <div className="facts-form proposal-form">
      {sections.length > 1 && (
        <label className="field">
          <span>{t('proposals.acceptInto')}</span>
          <Select
            value={sectionId ?? null}
            aria-label={t('proposals.acceptInto')}
            options={sections.map(({ id, title }, i) => ({
              value: id,
              label: title || t('curate.first', { n: i + 1 }),
            }))}
            onChange={(id: string | null) => setSectionId(id ?? undefined)}
          />
        </label>
      )}
      <label className="field">
        <span>{t('proposals.acceptNote')}</span>
        <Input.TextArea
          value={note}
          maxLength={1000}
          autoSize={{ minRows: 1, maxRows: 5 }}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      <div className="row">
        <Button type="primary" loading={busy} onClick={() => onSend(sectionId, note.trim())}>
          {t('proposals.acceptSend')}
        </Button>
        <Button onClick={onCancel}>{t('actions.cancel')}</Button>
      </div>
    </div>
  );
}

function DeclineForm({
  busy,
  onSend,
  onCancel,
}: {
  busy: boolean;
  onSend: (reason: string) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  return (
    <div className="facts-form proposal-form">
      <label className="field">
        <span>{t('proposals.declineReason')}</span>
        <Input.TextArea
          autoFocus
          value={reason}
          maxLength={500}
          autoSize={{ minRows: 2, maxRows: 5 }}
          placeholder={t('proposals.declineHint')}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <div className="row">
        <Button
          type="primary"
          disabled={reason.trim() === ''}
          loading={busy}
          onClick={() => onSend(reason.trim())}
        >
          {t('proposals.declineSend')}
        </Button>
        <Button onClick={onCancel}>{t('actions.cancel')}</Button>
      </div>
    </div>
  );
}
