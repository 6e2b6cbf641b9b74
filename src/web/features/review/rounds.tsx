import { useTranslation } from 'react-i18next';
import type { SubmissionView } from '../../api/review.js';
import { Events } from './events.js';

const TONES: Partial<Record<SubmissionView['state'], string>> = {
  returned: 'red',
  approved: 'green',
  asked: 'red',
};

/** The colour of a state. */
export const stateTone = (state: SubmissionView['state']): string => TONES[state] ?? 'amber';

/** What happened to each submission of a resource, the latest first. */
export function Rounds({
  submissions,
}: {
  submissions: readonly Pick<SubmissionView, 'id' | 'state' | 'events'>[];
}) {
  const { t } = useTranslation();
  return submissions.map(({ id, state, events }, i) => (
    <section key={id} className="review-round">
      <h4>
        {t('review.round', { n: submissions.length - i })}
        <span className={`tone tone-${stateTone(state)}`}>{t(`review.state.${state}`)}</span>
      </h4>
      <Events events={events} />
    </section>
  ));
}
