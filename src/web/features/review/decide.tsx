import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../api/errors.js';
import { keys } from '../../api/keys.js';
import { actOnReview, type ReviewBodies, type ReviewView } from '../../api/review.js';
import { useErrorText } from '../../ui/error-text.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { CorrectDrawer } from './correct-drawer.js';
import { DecisionForm, type Deciding } from './decision-form.js';
import { useDeskKeys } from './use-desk-keys.js';

type Act = keyof ReviewBodies;
type Deed = { [A in Act]: { act: A; body: ReviewBodies[A] } }[Act];

const DONE = {
  take: 'take',
  'give-back': 'giveBack',
  reassign: 'reassign',
  approve: 'approve',
  return: 'return',
  ask: 'ask',
} as const;

interface Props {
  review: ReviewView;
  /** others are chosen beside it: the keys are theirs */
  several: boolean;
  onMove: (by: number) => void;
  onActed: () => void;
  onLeave: () => void;
}

/** The bar at the foot of the desk: every act has a button and a key; what needs words asks for them in its place. */
export function Decide({ review, several, onMove, onActed, onLeave }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const phone = useIsPhone();
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  /** one of two: what is found may not decide it yet */
  const opines = review.two && review.state !== 'split';
  /** nothing is asked or corrected any more once the first of two has judged */
  const settled = review.state === 'second' || review.state === 'split';
  const [correcting, setCorrecting] = useState(false);
  const act = useMutation({
    mutationFn: (deed: Deed) => actOnReview(review, deed.act, deed.body as never),
    onSuccess: (_nothing, deed) => {
      const decides = deed.act === 'approve' || deed.act === 'return';
      void message.success(t(opines && decides ? 'review.two.done' : `review.done.${DONE[deed.act]}`));
      setDeciding(null);
      onActed();
      if (decides) onLeave();
    },
    onError: (error) => {
      void message.error(errorText(error));
      // Somebody else was first, or it is not the reviewer's any more: it is gone from the list, too.
      if (isApiError(error, 'review_decided') || isApiError(error, 'review_overtaken')) onLeave();
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.allReviews }),
  });
  const take = () => {
    if (!review.mine && !review.two) act.mutate({ act: 'take', body: undefined });
  };
  const busy = act.isPending;
  useDeskKeys(
    several
      ? {}
      : {
          a: () => setDeciding('approve'),
          r: () => setDeciding('return'),
          q: () => !settled && setDeciding('ask'),
          t: take,
          e: () => !settled && setCorrecting(true),
          Escape: () => setDeciding(null),
        },
  );
  const next = review.levels[review.passed + 1];
  const approve = opines
    ? t('review.two.approve')
    : next
      ? t('review.approveNext', { level: t(`review.level.${next}`) })
      : t('review.approveTo');
  const sendBack = t(opines ? 'review.two.return' : 'review.return');
  const titleOf = (one: Deciding) =>
    one === 'approve' ? approve : one === 'return' ? sendBack : t(`review.${one}`);
  return (
    <footer className="desk-decide">
      {deciding && (
        <DecisionForm
          key={deciding}
          review={review}
          deciding={deciding}
          title={titleOf(deciding)}
          busy={busy}
          onSend={(deed) => act.mutate(deed)}
          onCancel={() => setDeciding(null)}
        />
      )}
      {!deciding && (
        <div className="row-wrap">
          <Button type="primary" disabled={busy} onClick={() => setDeciding('approve')}>
            {approve}
          </Button>
          <Button danger disabled={busy} onClick={() => setDeciding('return')}>
            {sendBack}
          </Button>
          {!settled && (
            <Button disabled={busy} onClick={() => setDeciding('ask')}>
              {t('review.ask')}
            </Button>
          )}
          {!review.two &&
            (review.mine ? (
              <Button
                type="text"
                disabled={busy}
                onClick={() => act.mutate({ act: 'give-back', body: undefined })}
              >
                {t('review.giveBack')}
              </Button>
            ) : (
              <Button type="text" disabled={busy} onClick={take}>
                {t('review.take')}
              </Button>
            ))}
          {!review.two && (
            <Button type="text" disabled={busy} onClick={() => setDeciding('reassign')}>
              {t('review.reassign')}
            </Button>
          )}
          {!settled && (
            <Button type="text" disabled={busy} onClick={() => setCorrecting(true)}>
              {t('review.correct.open')}
            </Button>
          )}
          {!phone && (
            <Button type="text" className="desk-next" onClick={() => onMove(1)}>
              {t('review.next')}
            </Button>
          )}
        </div>
      )}
      {correcting && (
        <CorrectDrawer
          review={review}
          onClose={() => setCorrecting(false)}
          onDone={(moved) => {
            setCorrecting(false);
            onActed();
            if (moved) onLeave();
          }}
        />
      )}
      {!phone && <p className="muted small desk-hint">{t(review.two ? 'review.two.hint' : 'review.hint')}</p>}
    </footer>
  );
}
