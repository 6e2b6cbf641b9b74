import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { handIn, type LessonKey, type LessonView } from '../../api/plans.js';
import { useSession } from '../../app/session.js';
import { formatDate } from '../../ui/format.js';
import { SchoolBadge } from '../../ui/resource-meta.js';
import { AdaptationDrawer } from './adaptation-drawer.js';
import type { PlanActing } from './use-plan-act.js';

interface Props {
  lesson: LessonView;
  lessonKey: LessonKey;
  acting: PlanActing;
  /** something can be done */
  running: boolean;
  onAdapt: () => void;
}

/** What I made of the agreed version, and what colleagues have handed in of theirs. */
export function Adaptations({ lesson, lessonKey, acting, running, onAdapt }: Props) {
  const { t } = useTranslation();
  const { user } = useSession();
  const [opened, setOpened] = useState<{ id: string; name: string } | null>(null);
  const mine = lesson.adaptations.find(({ by }) => by.id === user.id);
  const others = lesson.adaptations.filter(({ by, handedInAt }) => by.id !== user.id && handedInAt !== null);
  const shows = (shown: boolean) =>
    void acting.act({
      send: () => handIn(lessonKey, shown),
      done: t(shown ? 'lesson.done.handIn' : 'lesson.done.takeIn'),
    });
  return (
    <section className="card lesson-part" id="adaptations" aria-label={t('lesson.adaptations')}>
      <h2>{t('lesson.adaptations')}</h2>
      {!mine && running && lesson.state === 'agreed' && (
        <div className="lesson-invite">
          <p className="muted">{t('lesson.adaptText')}</p>
          <Button onClick={onAdapt} loading={acting.busy}>
            {t('lesson.next.adapt')}
          </Button>
        </div>
      )}
      {mine && (
        <div className="lesson-own">
          <p>
            <b>{t('lesson.myAdaptation')}</b>{' '}
            <span className={mine.handedInAt ? 'tone tone-green' : 'tone tone-grey'}>
              {t(mine.handedInAt ? 'lesson.handedIn' : 'lesson.notHandedIn')}
            </span>
          </p>
          {mine.resource && <Link to={`/resources/${mine.resource.id}`}>{mine.resource.title}</Link>}
          <div className="row-wrap">
            {mine.resource && (
              <Link to={`/resources/${mine.resource.id}/edit`} tabIndex={-1}>
                <Button size="small">{t('lesson.editMine')}</Button>
              </Link>
            )}
            {running && (
              <Button
                size="small"
                type={mine.handedInAt ? 'default' : 'primary'}
                loading={acting.busy}
                onClick={() => shows(mine.handedInAt === null)}
              >
                {t(mine.handedInAt ? 'lesson.takeIn' : 'lesson.handIn')}
              </Button>
            )}
          </div>
          {!mine.handedInAt && <p className="muted small">{t('lesson.handInText')}</p>}
        </div>
      )}
      {others.length === 0 && <p className="muted small">{t('lesson.noneHandedIn')}</p>}
      <ul className="lesson-others">
        {others.map(({ by, school, resource, handedInAt }) => (
          <li key={by.id}>
            <span className="row">
              <b>{by.name}</b>
              <SchoolBadge school={school} short />
              <span className="muted small">{handedInAt && formatDate(handedInAt)}</span>
            </span>
            {resource && (
              <Button type="link" className="lesson-other-title" onClick={() => setOpened(by)}>
                {resource.title}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <AdaptationDrawer lessonKey={lessonKey} of={opened} onClose={() => setOpened(null)} />
    </section>
  );
}
