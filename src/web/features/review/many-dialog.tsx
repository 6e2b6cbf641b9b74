import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Modal, Select } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { actOnMany, readReviewersOfMany, type ManyAct, type ReturnReason } from '../../api/review.js';
import { useErrorText } from '../../ui/error-text.js';
import { ManyResult } from './many-result.js';
import { ReasonsField } from './reasons-field.js';
import type { Chosen } from './use-chosen.js';
import { WordsField } from './words-field.js';

interface Props {
  act: ManyAct;
  chosen: Chosen;
  onGone: (ids: readonly string[]) => void;
  /** `answered`: it was done, as far as it could be */
  onClose: (answered: boolean) => void;
}

/** One decision for several, with the same words; then what became of each. */
export function ManyDialog({ act, chosen, onGone, onClose }: Props) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [words, setWords] = useState('');
  const [reasons, setReasons] = useState<ReturnReason[]>([]);
  const [toId, setToId] = useState<string | null>(null);
  const text = words.trim();
  const decide = useMutation({
    mutationFn: () => {
      const items = [...chosen.values()].map(({ id, rev }) => ({ id, rev }));
      switch (act) {
        case 'take':
          return actOnMany({ act, items });
        case 'approve':
          return actOnMany({ act, items, words: text });
        case 'return':
          return actOnMany({ act, items, reasons, words: text });
        case 'reassign':
          return actOnMany({ act, items, toId: toId ?? '', words: text });
      }
    },
    onSuccess: ({ items }) => {
      const gone = items.filter(({ refusal }) =>
        refusal ? GONE.includes(refusal.code) : act === 'approve' || act === 'return',
      );
      onGone(gone.map(({ id }) => id));
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.allReviews }),
  });
  const complete =
    (act !== 'return' || reasons.length > 0 || text !== '') && (act !== 'reassign' || toId !== null);
  const done = decide.data !== undefined;
  const send = () => {
    if (done) onClose(true);
    else if (complete && !decide.isPending) decide.mutate();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Where there are no words to write, Enter alone is enough.
    if (event.key === 'Enter' && (wordless || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
    }
  };
  const wordless = done || act === 'take';
  const count = chosen.size;
  return (
    <Modal
      open
      title={t(`review.many.title.${act}`, { count })}
      okText={done ? t('review.many.done') : t(`review.${act}`)}
      okButtonProps={{ disabled: !done && !complete, danger: act === 'return' && !done }}
      cancelButtonProps={{ style: done ? { display: 'none' } : {} }}
      confirmLoading={decide.isPending}
      onOk={send}
      onCancel={() => onClose(done)}
    >
      {decide.data ? (
        <div ref={focused} tabIndex={-1} onKeyDown={onKeyDown}>
          <ManyResult act={act} result={decide.data} chosen={chosen} />
        </div>
      ) : (
        <div
          className="review-form"
          ref={act === 'take' ? focused : undefined}
          tabIndex={-1}
          onKeyDown={onKeyDown}
        >
          <p className="muted many-lead">{t('review.many.lead')}</p>
          {decide.isError && <Alert type="error" showIcon title={errorText(decide.error)} role="alert" />}
          {act === 'return' && <ReasonsField value={reasons} onChange={setReasons} />}
          {act === 'reassign' && <ReviewersSelect ids={[...chosen.keys()]} value={toId} onChange={setToId} />}
          {act !== 'take' && (
            <WordsField
              label={t(act === 'return' ? 'review.wordsReturn' : 'review.wordsOptional')}
              value={words}
              autoFocus
              onChange={setWords}
            />
          )}
        </div>
      )}
    </Modal>
  );
}

/** Keys go on where somebody left off. */
const focused = (element: HTMLElement | null) => element?.focus();

/** Refusals after which it is not in the list any more. */
const GONE: readonly string[] = ['review_decided', 'review_overtaken', 'not_found'];

function ReviewersSelect({
  ids,
  value,
  onChange,
}: {
  ids: string[];
  value: string | null;
  onChange: (id: string) => void;
}) {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: keys.reviewersOfMany(ids), queryFn: () => readReviewersOfMany(ids) });
  const label = ({ name, count }: { name: string; count: number }) =>
    count === ids.length ? name : t('review.many.some', { name, count, of: ids.length });
  return (
    <label className="field">
      <span>{t('review.reassignTo')}</span>
      <Select
        value={value}
        loading={query.isPending}
        aria-label={t('review.reassignTo')}
        notFoundContent={t('review.nobody')}
        options={(query.data?.items ?? []).map((person) => ({ value: person.id, label: label(person) }))}
        onChange={onChange}
      />
    </label>
  );
}
