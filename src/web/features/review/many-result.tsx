import { useTranslation } from 'react-i18next';
import type { ManyAct, ManyReviewsResult } from '../../api/review.js';
import { useErrorText } from '../../ui/error-text.js';
import type { Chosen } from './use-chosen.js';

/** Refusals that have words of their own here, beside many others. */
const SHORT: Partial<Record<string, 'decided' | 'changed' | 'overtaken' | 'gone' | 'notTheirs'>> = {
  review_decided: 'decided',
  rev_conflict: 'changed',
  review_overtaken: 'overtaken',
  not_found: 'gone',
  conflict: 'notTheirs',
};

interface Props {
  act: ManyAct;
  result: ManyReviewsResult;
  chosen: Chosen;
}

/** What became of each of several. */
export function ManyResult({ act, result, chosen }: Props) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const kept = result.items.flatMap(({ id, refusal }) => (refusal ? [{ id, refusal }] : []));
  const done = result.items.length - kept.length;
  const because = (refusal: (typeof kept)[number]['refusal']) => {
    const short = SHORT[refusal.code];
    return short ? t(`review.many.because.${short}`) : errorText(refusal);
  };
  return (
    <div role="status">
      {done > 0 && <p>{t(`review.many.became.${act}`, { count: done })}</p>}
      {kept.length > 0 && (
        <>
          <p>{t('review.many.kept', { count: kept.length })}</p>
          <ul className="many-became">
            {kept.map(({ id, refusal }) => (
              <li key={id}>
                <b>{chosen.get(id)?.resource.title || t('resource.untitled')}</b>
                <span className="muted">{because(refusal)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
