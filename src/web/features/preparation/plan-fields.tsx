import { Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { MOST_WEEKS } from '../../../contracts/constants.js';
import type { PlanView } from '../../api/plans.js';
import type { AudienceInput } from '../../api/resources.js';
import type { AudiencePart } from '../../api/sharing.js';
import { formatPlainDay } from '../../ui/format.js';
import { PlaceFields, type Place } from '../editor/place-fields.js';
import { AudienceCount } from '../sharing/audience-count.js';
import { AudienceMix } from '../sharing/audience-mix.js';
import { DayField } from './day-field.js';
import { dayAfter, mondayOf, type Day } from './weeks.js';
import '../editor/editor.css';

/** What a plan is, as forms hold it. */
export interface PlanFacts extends Place {
  title: string;
  summary: string;
  /** a day of the first week */
  startsOn: Day;
  weeks: number;
  /** whom it is for */
  parts: AudiencePart[];
}

/** The audience that the chosen parts are. */
export const audienceOf = (parts: AudiencePart[]): AudienceInput => ({
  preset: parts.length === 0 ? 'self' : 'custom',
  ...(parts.length === 0 ? {} : { parts }),
  previewOnly: false,
});

/** Whom a plan is for, in parts, whichever preset it was given by. */
export function partsOf({ audience, school }: Pick<PlanView, 'audience' | 'school'>): AudiencePart[] {
  const all = (kind: 'department' | 'school' | 'group', ids: readonly string[] = []): AudiencePart[] =>
    ids.map((id) => ({ kind, id }));
  switch (audience.preset) {
    case 'self':
      return [];
    case 'custom':
      return audience.parts ?? [];
    case 'department':
      return all('department', audience.departmentIds);
    case 'school':
      return all('school', [school.id]);
    case 'schools':
      return all('school', audience.schoolIds);
    case 'group':
      return all('group', audience.groupIds);
  }
}

export const factsOf = (plan: PlanView): PlanFacts => ({
  ...{ title: plan.title, summary: plan.summary, startsOn: plan.startsOn, weeks: plan.weeks },
  ...{ stage: plan.stage, subject: plan.subject, grade: plan.grade },
  ...{ bookId: plan.bookId, chapterId: plan.chapterId, parts: partsOf(plan) },
});

/** The request for what was filled in. */
export const requestOf = ({ parts, title, ...facts }: PlanFacts) => ({
  ...facts,
  title: title.trim(),
  audience: audienceOf(parts),
});

interface Props {
  value: PlanFacts;
  schoolId: string;
  onChange: (part: Partial<PlanFacts>) => void;
}

/** Title, term, place and people of a plan. */
export function PlanFields({ value, schoolId, onChange }: Props) {
  const { t } = useTranslation();
  const monday = mondayOf(value.startsOn);
  return (
    <div className="facts-form plan-form">
      <label className="field">
        <span>{t('plans.name')}</span>
        <Input
          autoFocus
          value={value.title}
          maxLength={200}
          placeholder={t('plans.nameHint')}
          onChange={(event) => onChange({ title: event.target.value })}
        />
      </label>
      <PlaceFields value={value} onChange={onChange} chapters={false} />
      <div className="place-pair">
        <DayField
          value={value.startsOn}
          empties={false}
          label={t('plans.firstDay')}
          onChange={(day) => day && onChange({ startsOn: day })}
        />
        <label className="field">
          <span>{t('plans.weeks')}</span>
          <InputNumber
            min={1}
            max={MOST_WEEKS}
            precision={0}
            value={value.weeks}
            aria-label={t('plans.weeks')}
            onChange={(weeks) => weeks !== null && onChange({ weeks })}
          />
        </label>
      </div>
      <p className="muted small plan-span">
        {t('plans.span', {
          from: formatPlainDay(monday),
          to: formatPlainDay(dayAfter(monday, value.weeks * 7 - 1)),
        })}
      </p>
      <div className="field">
        <span>{t('plans.forWhom')}</span>
        <AudienceMix schoolId={schoolId} value={value.parts} onChange={(parts) => onChange({ parts })} />
        {value.parts.length > 0 && <AudienceCount schoolId={schoolId} audience={audienceOf(value.parts)} />}
        <p className="muted small">{t('plans.forWhomHint')}</p>
      </div>
      <label className="field">
        <span>{t('plans.summary')}</span>
        <Input.TextArea
          value={value.summary}
          maxLength={3000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          placeholder={t('plans.summaryHint')}
          onChange={(event) => onChange({ summary: event.target.value })}
        />
      </label>
    </div>
  );
}
