import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { keys } from '../../api/keys.js';
import { readParts, type PersonsPart, type PlanLesson, type PlanView } from '../../api/plans.js';
import { ErrorState } from '../../ui/states.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { bySchool, DOINGS, doneOf, pageOf, pageOfWeek, type Doing } from './parts.js';
import { todayIn, weekOf } from './weeks.js';

interface Props {
  plan: PlanView;
  lessons: PlanLesson[];
}

/** Who has done what, by school and name and by nothing else: nobody is counted or ranked. */
export function PeopleView({ plan, lessons }: Props) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const query = useQuery({ queryKey: keys.parts(plan.id), queryFn: () => readParts(plan.id) });
  const [page, setPage] = useState(() => pageOfWeek(lessons, weekOf(plan.startsOn, todayIn(plan.timeZone))));
  const { pages, items } = pageOf(lessons, page);
  if (query.isPending) return <div className="bone" style={{ height: 320 }} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  const parts = query.data.items;
  return (
    <section aria-label={t('plans.view.people')}>
      <div className="row-wrap parts-legend">
        {DOINGS.map((doing) => (
          <span key={doing} className="small">
            <Mark doing={doing} /> {t(`plans.doing.${doing}`)}
          </span>
        ))}
        {pages > 1 && (
          <span className="row parts-pages">
            <Button
              size="small"
              icon={<LeftOutlined aria-hidden />}
              aria-label={t('plans.earlierLessons')}
              disabled={page === 0}
              onClick={() => setPage(page - 1)}
            />
            <span className="small">
              {t('plans.weeksShown', { from: items[0]?.week ?? 1, to: items.at(-1)?.week ?? 1 })}
            </span>
            <Button
              size="small"
              icon={<RightOutlined aria-hidden />}
              aria-label={t('plans.laterLessons')}
              disabled={page >= pages - 1}
              onClick={() => setPage(page + 1)}
            />
          </span>
        )}
      </div>
      {query.data.more && <p className="muted small">{t('plans.morePeople')}</p>}
      {phone ? (
        <PartsList plan={plan} lessons={items} parts={parts} />
      ) : (
        <PartsTable plan={plan} lessons={items} parts={parts} />
      )}
    </section>
  );
}

/** One sign for each thing done, told apart by its letter and not by colour alone. */
function Mark({ doing }: { doing: Doing }) {
  const { t } = useTranslation();
  return (
    <span className={`part-mark part-${doing}`} aria-hidden>
      {t(`plans.mark.${doing}`)}
    </span>
  );
}

function PersonName({ part }: { part: PersonsPart }) {
  const { t } = useTranslation();
  if (part.present) return <>{part.person.name}</>;
  return <span className="muted">{t('plans.leftName', { name: part.person.name })}</span>;
}

function PartsTable({ plan, lessons, parts }: Props & { parts: PersonsPart[] }) {
  const { t } = useTranslation();
  const schools = bySchool(parts);
  return (
    <div className="card parts-scroll" tabIndex={0} role="region" aria-label={t('plans.view.people')}>
      <table className="parts-table">
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t('plans.lessonColumn')}
            </th>
            {schools.map(({ school, parts: own }) => (
              <th key={school} scope="colgroup" colSpan={own.length} className="parts-school">
                <span>{school || t('plans.noSchool')}</span>
              </th>
            ))}
          </tr>
          <tr>
            {schools.flatMap(({ parts: own }) =>
              own.map((part, i) => (
                <th key={part.person.id} scope="col" className={i === 0 ? 'parts-first' : undefined}>
                  <PersonName part={part} />
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {lessons.map((lesson) => (
            <tr key={lesson.id}>
              <th scope="row">
                <Link to={`/plans/${plan.id}/lessons/${lesson.id}`}>{lesson.title}</Link>
                <small className="muted">{t('plans.week', { week: lesson.week })}</small>
              </th>
              {schools.flatMap(({ parts: own }) =>
                own.map((part, i) => (
                  <td key={part.person.id} className={i === 0 ? 'parts-first' : undefined}>
                    <Marks done={doneOf(part, lesson.id)} />
                  </td>
                )),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Marks({ done }: { done: Doing[] }) {
  const { t } = useTranslation();
  if (done.length === 0) return null;
  const words = done.map((doing) => t(`plans.doing.${doing}`)).join(t('app.comma'));
  return (
    <span className="part-marks" title={words}>
      <span className="sr-only">{words}</span>
      {done.map((doing) => (
        <Mark key={doing} doing={doing} />
      ))}
    </span>
  );
}

/** The same on a phone: lesson after lesson, with the names under what they did. */
function PartsList({ plan, lessons, parts }: Props & { parts: PersonsPart[] }) {
  const { t } = useTranslation();
  return (
    <ul className="parts-list">
      {lessons.map((lesson) => (
        <li key={lesson.id} className="card">
          <Link to={`/plans/${plan.id}/lessons/${lesson.id}`} className="lesson-title">
            {lesson.title}
          </Link>
          <dl>
            {DOINGS.map((doing) => ({ doing, own: parts.filter((part) => part[doing].includes(lesson.id)) }))
              .filter(({ own }) => own.length > 0)
              .map(({ doing, own }) => (
                <div key={doing}>
                  <dt>
                    <Mark doing={doing} />
                    <span className="sr-only">{t(`plans.doing.${doing}`)}</span>
                  </dt>
                  <dd>{own.map(({ person }) => person.name).join(t('app.comma'))}</dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
