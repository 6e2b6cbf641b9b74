import { useQueryClient } from '@tanstack/react-query';
import { Input, InputNumber, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { addLessons, type PlanView } from '../../api/plans.js';
import { ChapterPick, useChapters } from './chapter-pick.js';
import { leavesOf, lessonsOf } from './chapters.js';
import { DueRule } from './due-rule.js';
import type { DaysBefore } from './due.js';
import type { PlanActing } from './use-plan-act.js';
import { todayIn } from './weeks.js';
import '../editor/editor.css';

/** Lessons from chapters of the plan's book, or written line by line. */
export function AddLessonsDialog({
  plan,
  acting,
  onClose,
}: {
  plan: PlanView;
  acting: PlanActing;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [how, setHow] = useState<'chapters' | 'words'>(plan.bookId ? 'chapters' : 'words');
  const [chosen, setChosen] = useState<string[]>([]);
  const [words, setWords] = useState('');
  const [from, setFrom] = useState(1);
  const [to, setTo] = useState(plan.weeks);
  const [draft, setDraft] = useState<DaysBefore>(7);
  const [agree, setAgree] = useState<DaysBefore>(3);
  const chapters = useChapters(plan.bookId);
  const titles =
    how === 'chapters'
      ? leavesOf(chapters.data?.chapters ?? []).filter(({ id }) => chosen.includes(id))
      : words
          .split('\n')
          .map((line) => ({ id: null, title: line.trim() }))
          .filter(({ title }) => title !== '');
  const add = async () => {
    const schedule = {
      startsOn: plan.startsOn,
      today: todayIn(plan.timeZone),
      firstWeek: from,
      lastWeek: Math.max(from, to),
      draft,
      agree,
    };
    const lessons = lessonsOf(titles, schedule);
    const done = t('plans.added', { count: lessons.length });
    if (await acting.act({ send: () => addLessons(plan.id, lessons), done })) onClose();
    else void client.invalidateQueries({ queryKey: keys.lessons(plan.id) });
  };
  const week = (label: string, value: number, onChange: (week: number) => void) => (
    <label className="field">
      <span>{label}</span>
      <InputNumber
        min={1}
        max={plan.weeks}
        precision={0}
        value={value}
        aria-label={label}
        onChange={(next) => next !== null && onChange(next)}
      />
    </label>
  );
  return (
    <Modal
      open
      title={t('plans.addLessons')}
      width={600}
      okText={titles.length > 0 ? t('plans.addCount', { count: titles.length }) : t('actions.add')}
      okButtonProps={{ disabled: titles.length === 0, loading: acting.busy }}
      onOk={() => void add()}
      onCancel={onClose}
    >
      <div className="facts-form plan-form">
        {plan.bookId && (
          <Segmented
            value={how}
            aria-label={t('plans.addHow')}
            options={(['chapters', 'words'] as const).map((value) => ({
              value,
              label: t(`plans.add.${value}`),
            }))}
            onChange={setHow}
          />
        )}
        {how === 'chapters' && plan.bookId ? (
          <ChapterPick bookId={plan.bookId} chosen={chosen} onChange={setChosen} />
        ) : (
          <label className="field">
            <span>{t('plans.lines')}</span>
            <Input.TextArea
              autoFocus
              value={words}
              autoSize={{ minRows: 4, maxRows: 12 }}
              placeholder={t('plans.linesHint')}
              onChange={(event) => setWords(event.target.value)}
            />
          </label>
        )}
        <div className="place-pair">
          {week(t('plans.fromWeek'), from, setFrom)}
          {week(t('plans.toLastWeek'), to, setTo)}
          <DueRule label={t('lesson.draftDue')} value={draft} onChange={setDraft} />
          <DueRule label={t('lesson.agreeDue')} value={agree} onChange={setAgree} />
        </div>
        <p className="muted small">{t('plans.spreadHint')}</p>
      </div>
    </Modal>
  );
}
