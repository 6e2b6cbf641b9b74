import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contentRoutes } from '../../../contracts/content-routes.js';
import { keys } from '../../api/keys.js';
import type { ResourceView } from '../../api/resources.js';
import {
  discardPending,
  readSubmissions,
  withdrawSubmission,
  type ReviewLevel,
  type SubmissionView,
} from '../../api/review.js';
import { useErrorText } from '../../ui/error-text.js';
import { formatMoment } from '../../ui/format.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { has } from '../resource/rights.js';
import { Opinions } from './opinions.js';
import { Rounds, stateTone } from './rounds.js';
import { SayForm } from './say-form.js';
import './review.css';

const ShareDialog = lazy(async () => ({
  default: (await import('../sharing/share-dialog.js')).ShareDialog,
}));

const OPEN = ['waiting', 'taken', 'asked', 'second', 'split'];

/** Where a resource is on its way to be shown, for those who may edit it: who has it, since when, what was said. */
export function ReviewLine({ resource }: { resource: ResourceView }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<'history' | 'answer' | 'appeal' | 'submit' | null>(null);
  const { id } = resource;
  const query = useQuery({
    queryKey: keys.submissions(id),
    queryFn: () => readSubmissions(id),
    staleTime: 0,
  });
  const latest = query.data?.items[0];
  const act = useAuthorAct(id);
  const { pending } = resource;
  const manages = has(resource.right, 'manage');
  const open = latest !== undefined && OPEN.includes(latest.state);
  if (!pending && !latest) return null;
  if (!pending && (latest?.state === 'approved' || latest?.state === 'withdrawn'))
    return <Over latest={latest} all={query.data?.items ?? []} />;
  return (
    <section className="card review-line" aria-label={t('review.title')}>
      {pending && (
        <div>
          <p>{t('review.line.pending')}</p>
          <ul className="review-pending" aria-label={t('review.line.pendingFiles')}>
            {pending.files.map((file) => (
              <li key={file.id}>
                <a href={contentRoutes.original(id, file.id)} download={file.fileName}>
                  {file.fileName}
                </a>
              </li>
            ))}
            {pending.linkUrl && <li className="ellipsis">{pending.linkUrl}</li>}
          </ul>
          {pending.pendingUploads > 0 && (
            <p className="muted small">{t('resource.pending', { count: pending.pendingUploads })}</p>
          )}
        </div>
      )}
      {latest && latest.state !== 'withdrawn' && !(pending && latest.state === 'approved') && (
        <Standing submission={latest} />
      )}
      <div className="row-wrap">
        {manages && latest && open && (
          <>
            <Button
              type={latest.state === 'asked' ? 'primary' : 'default'}
              size="small"
              onClick={() => setShown('answer')}
            >
              {t('review.line.answer')}
            </Button>
            <Button size="small" loading={act.isPending} onClick={() => act.withdraw(latest.id)}>
              {t('review.line.withdraw')}
            </Button>
          </>
        )}
        {manages && !open && (
          <Button type="primary" size="small" onClick={() => setShown('submit')}>
            {t(latest && latest.state !== 'approved' ? 'review.line.again' : 'review.line.submit')}
          </Button>
        )}
        {manages && latest?.mayAppeal && (
          <Button size="small" onClick={() => setShown('appeal')}>
            {t('review.line.appeal')}
          </Button>
        )}
        {pending && (
          <Button size="small" type="text" danger disabled={act.isPending} onClick={act.discard}>
            {t('review.line.discard')}
          </Button>
        )}
        {latest && (
          <Button size="small" type="link" onClick={() => setShown('history')}>
            {t('review.line.details')}
          </Button>
        )}
      </div>
      {latest && (shown === 'answer' || shown === 'appeal') && (
        <SayForm submissionId={latest.id} resourceId={id} act={shown} onClose={() => setShown(null)} />
      )}
      {shown === 'history' && (
        <History submissions={query.data?.items ?? []} onClose={() => setShown(null)} />
      )}
      {shown === 'submit' && (
        <Suspense fallback={null}>
          {/* What was approved holds, as it was changed since; what was not is wished still. */}
          <ShareDialog
            resource={resource}
            wish={latest?.state === 'approved' ? undefined : latest}
            onClose={() => setShown(null)}
          />
        </Suspense>
      )}
    </section>
  );
}

/** What is over stands small: that it was approved is said by the resource being published. What was said stays to be read. */
function Over({ latest, all }: { latest: SubmissionView; all: SubmissionView[] }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <section className="muted small" aria-label={t('review.title')}>
      {t(`review.line.${latest.state}`)} · {formatMoment(latest.since)}
      <Button size="small" type="link" onClick={() => setShown(true)}>
        {t('review.line.details')}
      </Button>
      {shown && <History submissions={all} onClose={() => setShown(false)} />}
    </section>
  );
}

function Standing({ submission }: { submission: SubmissionView }) {
  const { t } = useTranslation();
  const { state, levels, passed, reviewer, since, events, two, nobody } = submission;
  const level: ReviewLevel | undefined = levels[Math.min(passed, levels.length - 1)];
  const last = events.findLast((event) => event.act === 'return' || event.act === 'ask');
  const named = { level: level ? t(`review.level.${level}`) : '', name: reviewer?.name ?? '' };
  const open = OPEN.includes(state);
  return (
    <div>
      <p className="row-wrap">
        <span className={`tone tone-${stateTone(state)}`}>{t(`review.state.${state}`)}</span>
        <b>{t(`review.line.${two && state === 'asked' ? 'askedTwo' : state}`, named)}</b>
        <span className="muted small">
          {t('review.line.since', { time: formatMoment(since) })}
          {open && levels.length > 1 && (
            <> · {t('review.line.progress', { at: passed + 1, of: levels.length })}</>
          )}
        </span>
      </p>
      {open && two && <p className="muted small">{t('review.line.two')}</p>}
      {nobody && <p className="small">{t('review.line.nobody')}</p>}
      {last && last.opinions.length > 0 && state === 'returned' && <Opinions opinions={last.opinions} />}
      {last && last.opinions.length === 0 && (state === 'asked' || state === 'returned') && (
        <>
          {last.reasons.length > 0 && (
            <p>{last.reasons.map((reason) => t(`review.reason.${reason}`)).join(t('app.comma'))}</p>
          )}
          {last.words && <p className="review-words">{last.words}</p>}
        </>
      )}
    </div>
  );
}

function History({ submissions, onClose }: { submissions: SubmissionView[]; onClose: () => void }) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  return (
    <Drawer open title={t('review.dialogue')} onClose={onClose} size={phone ? '100vw' : 480}>
      <Rounds submissions={submissions} />
    </Drawer>
  );
}

/** Withdrawing at once, and giving a change up after asking. */
function useAuthorAct(resourceId: string) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: ({ withdraw }: { withdraw: string | null }) =>
      withdraw === null ? discardPending(resourceId) : withdrawSubmission(withdraw),
    onSuccess: (_nothing, { withdraw }) =>
      void message.success(t(withdraw === null ? 'review.line.discarded' : 'review.line.withdrawn_done')),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () =>
      Promise.all(
        [keys.submissions(resourceId), keys.resource(resourceId)].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
  return {
    isPending: act.isPending,
    withdraw: (id: string) => act.mutate({ withdraw: id }),
    discard: () =>
      void modal.confirm({
        title: t('review.line.discardAsk'),
        content: t('review.line.discardText'),
        okText: t('review.line.discard'),
        okButtonProps: { danger: true },
        onOk: () => act.mutateAsync({ withdraw: null }).catch(() => undefined),
      }),
  };
}
