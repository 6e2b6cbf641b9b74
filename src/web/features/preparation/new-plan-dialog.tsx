import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { MOST_LESSONS } from '../../../contracts/constants.js';
import { keys } from '../../api/keys.js';
import { addLessons, createPlan } from '../../api/plans.js';
import { useActingSchool } from '../../app/session.js';
import { useErrorText } from '../../ui/error-text.js';
import { useMySubjects } from '../../ui/use-my-subjects.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { useAudienceChoices } from '../resource/use-audience-choices.js';
import { ChapterPick, useChapters } from './chapter-pick.js';
import { leavesOf, lessonsOf } from './chapters.js';
import { DueRule } from './due-rule.js';
import type { DaysBefore } from './due.js';
import { PlanFields, requestOf, type PlanFacts } from './plan-fields.js';
import { dayAfter, mondayOf, todayIn } from './weeks.js';

/** What most schools' terms have. */
const USUAL_WEEKS = 18;

/** What the plan is and whom it is for; chapters of its book that are chosen here become its lessons. */
export function NewPlanDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const schoolId = useActingSchool() ?? '';
  const initial = useUsualFacts(schoolId);
  const [changed, setChanged] = useState<Partial<PlanFacts>>({});
  const [chosen, setChosen] = useState<string[]>([]);
  const [draft, setDraft] = useState<DaysBefore>(7);
  const [agree, setAgree] = useState<DaysBefore>(3);
  const facts: PlanFacts = { ...initial, ...changed };
  const { bookId } = facts;
  const chapters = useChapters(bookId);
  const create = useMutation({
    mutationFn: async () => {
      const plan = await createPlan({ ...requestOf(facts), schoolId });
      const leaves = leavesOf(chapters.data?.chapters ?? []).filter(({ id }) => chosen.includes(id));
      const schedule = {
        startsOn: mondayOf(facts.startsOn),
        today: todayIn('Asia/Shanghai'),
        firstWeek: 1,
        lastWeek: facts.weeks,
        draft,
        agree,
      };
      // The plan is there: lessons that were refused are added on its own page.
      await addLessons(plan.id, lessonsOf(leaves.slice(0, MOST_LESSONS), schedule)).catch(
        (error: unknown) => void message.error(errorText(error)),
      );
      return plan;
    },
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: keys.allPlans });
      void navigate(`/plans/${id}`);
    },
  });
  return (
    <Modal
      open
      title={t('plans.create')}
      width={640}
      okText={t('plans.make')}
      okButtonProps={{ disabled: facts.title.trim() === '', loading: create.isPending }}
      onOk={() => create.mutate()}
      onCancel={onClose}
    >
      {create.isError && <Alert type="error" showIcon title={errorText(create.error)} />}
      <PlanFields
        value={facts}
        schoolId={schoolId}
        onChange={(part) => {
          setChanged((before) => ({ ...before, ...part }));
          if (part.bookId !== undefined) setChosen([]);
        }}
      />
      <section className="plan-lessons" aria-label={t('plans.fromBook')}>
        <h3>{t('plans.fromBook')}</h3>
        <p className="muted small">{t(bookId ? 'plans.fromBookText' : 'plans.fromBookFirst')}</p>
        {bookId && <ChapterPick bookId={bookId} chosen={chosen} onChange={setChosen} />}
        {chosen.length > 0 && (
          <div className="place-pair">
            <DueRule label={t('lesson.draftDue')} value={draft} onChange={setDraft} />
            <DueRule label={t('lesson.agreeDue')} value={agree} onChange={setAgree} />
          </div>
        )}
      </section>
    </Modal>
  );
}

/** What is likely: this term, my subject, my departments. */
function useUsualFacts(schoolId: string): PlanFacts {
  const { subjects } = useMySubjects();
  const taxonomy = useTaxonomy();
  const { myDepartments } = useAudienceChoices(schoolId);
  const subject = subjects[0] ?? null;
  const stages = (taxonomy.data?.stages ?? []).filter(
    (one) => subject !== null && one.subjects.includes(subject),
  );
  return {
    ...{ title: '', summary: '', grade: null, bookId: null, chapterId: null },
    ...{ stage: stages.length === 1 ? stages[0]!.key : null, subject },
    // From Thursday on the coming week: a plan does not begin with days that are over.
    startsOn: mondayOf(dayAfter(todayIn('Asia/Shanghai'), 4)),
    weeks: USUAL_WEEKS,
    parts: myDepartments.map(({ id }) => ({ kind: 'department', id })),
  };
}
