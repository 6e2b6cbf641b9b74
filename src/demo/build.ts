import { BOOKS } from './books.js';
import type { Lesson, PartType } from './lesson.js';
import { documentFile, fileOf, INSTANT } from './make/file.js';
import { LESSON_DOCUMENTS } from './make/lesson-documents.js';
import type { Writer } from './make/lesson-documents.js';
import { pptx } from './make/pptx.js';
import { DEMO_DEPARTMENTS, DEMO_PEOPLE, DEMO_SCHOOLS } from './organization.js';
import { DEMO_TYPES } from './types.js';
import type { DemoAudience, DemoFile, DemoResource } from './types.js';

/** Name and school of an author, as documents print them. */
export function writerOf(author: string, school: string): Writer {
  const person = DEMO_PEOPLE.find((one) => one.key === author);
  const place = DEMO_SCHOOLS.find((one) => one.key === school);
  if (!person || !place) throw new Error(`unknown author ${author} or school ${school}`);
  return { name: person.name, school: place.name };
}

/** The department in which the author works at that school. */
export function departmentOf(author: string, school: string): string {
  const person = DEMO_PEOPLE.find((one) => one.key === author);
  const own = DEMO_DEPARTMENTS.filter((one) => one.school === school).map((one) => one.key);
  const found = person?.memberships.find((one) => 'department' in one && own.includes(one.department));
  if (!found || !('department' in found)) throw new Error(`${author} has no department at ${school}`);
  return found.department;
}

const DESCRIPTIONS: Record<PartType, (lesson: Lesson) => string> = {
  lesson_plan: (lesson) =>
    `${lesson.summary}${lesson.steps.length} 个环节，${lesson.steps.reduce((sum, step) => sum + step.minutes, 0)} 分钟，含板书与作业设计。`,
  slides: (lesson) =>
    `${lesson.title}配套课件：${lesson.slides.map((slide) => slide.title).join('、')}，附练习与答案。`,
  study_guide: (lesson) => `学生用导学案，重点：${lesson.focus}`,
  task_sheet: (lesson) =>
    `课堂学习任务单，含${lesson.tasks.map((task) => `“${task.title}”`).join('、')}和自评互评表。`,
  homework: (lesson) =>
    `${lesson.title}课后作业，共 ${lesson.questions.length} 题，分基础与拓展两层，末页附答案。`,
  reflection: (lesson) =>
    `上完《${lesson.title.replace(/[《》]/g, '')}》之后的教学反思：${lesson.reflection?.[1] ?? ''}`,
};

function partFile(lesson: Lesson, type: PartType, fileName: string): DemoFile {
  const writer = writerOf(lesson.author, lesson.school);
  if (type === 'slides') return fileOf(fileName, 'pptx', () => pptx(lesson, writer, INSTANT));
  return documentFile(fileName, () => LESSON_DOCUMENTS[type](lesson, writer));
}

/** Thoughts after a lesson go to the department unless the author says otherwise. */
const COLLEAGUES: DemoAudience = { preset: 'department' };

/** The resources that one lesson stands for: a plan, a deck, sheets for pupils. */
export function lessonResources(lesson: Lesson): DemoResource[] {
  return (Object.entries(lesson.parts) as [PartType, string][]).map(([type, fileName], index) => ({
    key: `${lesson.key}-${type.replace('_', '-')}`,
    title: `${lesson.title} ${DEMO_TYPES[type]}`,
    description: DESCRIPTIONS[type](lesson),
    type,
    book: BOOKS[lesson.book],
    chapter: lesson.node ?? lesson.chapter,
    tags: lesson.tags,
    author: lesson.author,
    school: lesson.school,
    department: departmentOf(lesson.author, lesson.school),
    audience: lesson.audiences?.[type] ?? (type === 'reflection' ? COLLEAGUES : lesson.audience),
    publishedDaysAgo: Math.max(0, lesson.daysAgo - index),
    files: [partFile(lesson, type, fileName)],
  }));
}
