import { useQuery } from '@tanstack/react-query';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { keys } from '../../api/keys.js';
import {
  handIn,
  makeAdaptation,
  readLesson,
  readPlan,
  type LessonView,
  type PlanView,
} from '../../api/plans.js';
import { useSession } from '../../app/session.js';
import { isWorkedOn } from '../../ui/resource-state.js';
import { ErrorState, State } from '../../ui/states.js';
import { useTitle } from '../../ui/use-title.js';
import { Adaptations } from './adaptations.js';
import { Discussion, useRemarks } from './discussion.js';
import { LayDraft } from './lay-draft.js';
import { LessonHead } from './lesson-head.js';
import { LessonHistory } from './lesson-history.js';
import { nextThing, type NextThing } from './next-step.js';
import { Reflections } from './reflections.js';
import { usePlanAct } from './use-plan-act.js';
import './plans.css';
import './lesson.css';

/** While files of a draft are still on their way it is read again so often. */
const WATCH_MS = 3_000;
const isMoving = (lesson: LessonView | undefined): boolean =>
  Boolean(lesson?.draft) &&
  lesson!.draft!.linkUrl === null &&
  (lesson!.draft!.files.length === 0 || lesson!.draft!.files.some(isWorkedOn));

/** A lesson that is prepared together: its draft with what is said of it, what each made of it, how it went in class. */
export function LessonPage() {
  const { id = '', lessonId = '' } = useParams();
  const plan = useQuery({ queryKey: keys.plan(id), queryFn: () => readPlan(id) });
  const lesson = useQuery({
    queryKey: keys.lesson(id, lessonId),
    queryFn: () => readLesson({ planId: id, id: lessonId }),
    refetchInterval: ({ state }) => (isMoving(state.data) ? WATCH_MS : false),
    refetchOnWindowFocus: true,
  });
  useTitle(lesson.data?.title);
  const failed = plan.error ?? lesson.error;
  const again = () => {
    void plan.refetch();
    void lesson.refetch();
  };
  if (failed) return <ErrorState error={failed} onRetry={again} />;
  if (!plan.data || !lesson.data)
    return (
      <div className="page">
        <div className="bone" style={{ height: '70vh' }} />
      </div>
    );
  return <Lesson key={lessonId} plan={plan.data} lesson={lesson.data} />;
}

function Lesson({ plan, lesson }: { plan: PlanView; lesson: LessonView }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const acting = usePlanAct(plan.id);
  const [laying, setLaying] = useState(false);
  const remarkField = useRef<TextAreaRef>(null);
  const reflectionField = useRef<TextAreaRef>(null);
  const lessonKey = { planId: plan.id, id: lesson.id };
  const running = plan.state === 'running';
  const remarks = useRemarks(lessonKey, lesson.draft !== null);
  const mine = lesson.adaptations.find(({ by }) => by.id === user.id);
  const next = nextThing(lesson, {
    running,
    handedIn: mine ? mine.handedInAt !== null : null,
    remarked: (remarks.data?.items ?? []).some(
      (one) => one.mine || one.answers.some((answer) => answer.mine),
    ),
  });
  const adapt = async () => {
    if (await acting.act({ send: () => makeAdaptation(lessonKey), done: t('lesson.done.adapt') }))
      goTo('adaptations');
  };
  const goTo = (id: string, field?: TextAreaRef | null) => {
    document.getElementById(id)?.scrollIntoView({ block: 'start', behavior: 'smooth' });
    field?.focus({ preventScroll: true });
  };
  const onNext = (thing: NextThing) => {
    switch (thing) {
      case 'lay':
        return setLaying(true);
      case 'remark':
        return goTo('remarks', remarkField.current);
      case 'answer':
        return goTo('remarks');
      case 'agree':
        return;
      case 'adapt':
        return void adapt();
      case 'hand_in':
        return void acting.act({ send: () => handIn(lessonKey, true), done: t('lesson.done.handIn') });
      case 'reflect':
        return goTo('reflections', reflectionField.current);
    }
  };
  const { draft } = lesson;
  return (
    <article className="page lesson-page">
      <LessonHead
        plan={plan}
        lesson={lesson}
        lessonKey={lessonKey}
        acting={acting}
        next={next}
        onNext={onNext}
        onLay={() => setLaying(true)}
      />
      {draft ? (
        <>
          <DraftLine draft={draft} agreed={lesson.state === 'agreed'} />
          <Discussion plan={plan} lesson={lesson} draft={draft} acting={acting} field={remarkField} />
        </>
      ) : (
        <NoDraft lesson={lesson} lays={next === 'lay'} />
      )}
      {(lesson.state === 'agreed' || lesson.adaptations.length + lesson.reflections.length > 0) && (
        <div className="lesson-after">
          <Adaptations
            lesson={lesson}
            lessonKey={lessonKey}
            acting={acting}
            running={running}
            onAdapt={() => void adapt()}
          />
          <Reflections
            plan={plan}
            lesson={lesson}
            lessonKey={lessonKey}
            acting={acting}
            field={reflectionField}
          />
        </div>
      )}
      {lesson.events.length > 0 && <LessonHistory events={lesson.events} />}
      {laying && (
        <LayDraft
          plan={plan}
          lesson={lesson}
          lessonKey={lessonKey}
          acting={acting}
          onClose={() => setLaying(false)}
        />
      )}
    </article>
  );
}

/** Whose draft it is, or since when it is agreed and frozen. */
function DraftLine({ draft, agreed }: { draft: NonNullable<LessonView['draft']>; agreed: boolean }) {
  const { t } = useTranslation();
  const words = t(agreed ? 'lesson.agreedLine' : 'lesson.draftLine', { name: draft.author.name });
  return (
    <p className="row-wrap small lesson-draft-line">
      <span className={agreed ? 'tone tone-green' : 'tone tone-amber'}>
        {t(agreed ? 'lesson.state.agreed' : 'lesson.state.drafted')}
      </span>
      {draft.opens ? <Link to={`/resources/${draft.resourceId}`}>{draft.title}</Link> : <b>{draft.title}</b>}
      <span className="muted">{words}</span>
    </p>
  );
}

function NoDraft({ lesson, lays }: { lesson: LessonView; lays: boolean }) {
  const { t } = useTranslation();
  const gone = lesson.state === 'drafted' || lesson.state === 'agreed';
  const dropped = lesson.state === 'dropped';
  const title = gone ? 'lesson.draftGone' : dropped ? 'lesson.droppedTitle' : 'lesson.noDraft';
  const text = lays ? 'lesson.noDraftLead' : 'lesson.noDraftText';
  return <State drawing="empty" title={t(title)} text={dropped ? undefined : t(text)} compact />;
}
