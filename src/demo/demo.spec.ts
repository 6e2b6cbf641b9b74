import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ffmpegInstaller from '@ffmpeg-installer/ffmpeg';
import * as mupdf from 'mupdf';
import { BOOKS } from './books.js';
import { departmentOf } from './build.js';
import { findBook, findChapter, loadCatalogue } from '../modules/taxonomy/catalogue/index.js';
import { valueOf } from './arithmetic.js';
import { MAKERS, Dice, series } from './content/exercises.js';
import type { MakerKey } from './content/exercises.js';
import { FILMS } from './content/film-list.js';
import { LESSONS } from './content/lessons.js';
import { PAPERS } from './content/papers.js';
import { DEMO_COLLECTIONS } from './content/collections.js';
import { DEMO_PLANS } from './content/plans.js';
import { DEMO_PROPOSALS } from './content/proposals.js';
import { DEMO_RESOURCES, demoFiles } from './index.js';
import type { DemoFile, DemoResource } from './index.js';
import { FIGURES, figurePicture } from './make/figures.js';
import type { FigureKey } from './make/figures.js';
import { filmSeconds } from './make/film.js';
import { LESSON_DOCUMENTS } from './make/lesson-documents.js';
import { exercisesOf, paperDocument } from './make/paper-document.js';
import { pdf } from './make/pdf.js';
import { DEMO_DEPARTMENTS, DEMO_GROUPS, DEMO_PASSWORD, DEMO_PEOPLE, DEMO_SCHOOLS } from './organization.js';
import { DEMO_TYPES } from './types.js';

const keysOf = (list: readonly { key: string }[]): string[] => list.map((one) => one.key);
const kindOf = (kind: DemoFile['kind']): DemoResource[] =>
  DEMO_RESOURCES.filter((resource) => resource.files.some((file) => file.kind === kind));

describe('the demo’s organisation', () => {
  it('has one core school, five members and an outsider’s school, people in every role', () => {
    const ours = DEMO_SCHOOLS.filter((school) => school.group === 'qinghe');
    expect(ours.filter((school) => school.link === 'core')).toHaveLength(1);
    expect(ours.filter((school) => school.link === 'member')).toHaveLength(5);
    const roles = new Set(DEMO_PEOPLE.flatMap((person) => person.memberships.map(({ role }) => role)));
    expect([...roles].sort()).toEqual(
      [
        'department_lead',
        'group_admin',
        'group_subject_lead',
        'inspector',
        'librarian',
        'school_admin',
        'teacher',
      ].sort(),
    );
    expect(DEMO_PASSWORD.length).toBeGreaterThanOrEqual(16);
  });

  it('names only groups, schools and departments that exist, with each name once', () => {
    const known = new Set([...keysOf(DEMO_GROUPS), ...keysOf(DEMO_SCHOOLS), ...keysOf(DEMO_DEPARTMENTS)]);
    for (const school of DEMO_SCHOOLS) expect(keysOf(DEMO_GROUPS)).toContain(school.group);
    for (const department of DEMO_DEPARTMENTS) expect(keysOf(DEMO_SCHOOLS)).toContain(department.school);
    for (const person of DEMO_PEOPLE)
      for (const one of person.memberships)
        expect(known).toContain('group' in one ? one.group : 'school' in one ? one.school : one.department);
    for (const list of [DEMO_GROUPS, DEMO_SCHOOLS, DEMO_DEPARTMENTS, DEMO_PEOPLE])
      expect(new Set(keysOf(list)).size).toBe(list.length);
    expect(new Set(DEMO_PEOPLE.map((person) => person.loginName)).size).toBe(DEMO_PEOPLE.length);
    expect(DEMO_PEOPLE.every((person) => /^[a-z]{2,20}$/.test(person.loginName))).toBe(true);
  });

  it('has a teacher on rotation in two schools now, and one whose rotation is over', () => {
    const schoolsNow = (key: string) =>
      DEMO_PEOPLE.find((person) => person.key === key)?.memberships.filter(
        (one) => 'school' in one && one.fromDaysAgo >= 0 && (one.untilInDays ?? 1) > 0,
      ).length;
    expect(schoolsNow('liuyang')).toBe(2);
    expect(schoolsNow('luoping')).toBe(1);
  });
});

describe('the demo’s resources', () => {
  it('are about two hundred, with unique keys and known authors, schools, departments and types', () => {
    expect(DEMO_RESOURCES.length).toBeGreaterThanOrEqual(190);
    expect(DEMO_RESOURCES.length).toBeLessThanOrEqual(240);
    expect(new Set(keysOf(DEMO_RESOURCES)).size).toBe(DEMO_RESOURCES.length);
    const used = new Set(DEMO_RESOURCES.map((resource) => resource.type));
    expect([...used].sort()).toEqual(Object.keys(DEMO_TYPES).sort());
    for (const resource of DEMO_RESOURCES) {
      expect(keysOf(DEMO_SCHOOLS)).toContain(resource.school);
      expect(resource.department).toBe(departmentOf(resource.author, resource.school));
      expect(resource.publishedDaysAgo).toBeGreaterThanOrEqual(0);
    }
  });

  it('fit the limits of a description: title, text, tags, and an audience that the product knows', () => {
    for (const resource of DEMO_RESOURCES) {
      expect(resource.title.length).toBeLessThanOrEqual(60);
      expect(resource.description.length).toBeGreaterThanOrEqual(12);
      expect(resource.description.length).toBeLessThanOrEqual(400);
      expect(resource.tags.length).toBeGreaterThan(0);
      expect(resource.tags.every((tag) => tag.trim() === tag && tag.length > 0 && tag.length <= 30)).toBe(
        true,
      );
      expect(['self', 'department', 'school', 'schools', 'group']).toContain(resource.audience.preset);
      if (resource.audience.preset === 'schools')
        for (const school of resource.audience.schools) expect(keysOf(DEMO_SCHOOLS)).toContain(school);
      expect(resource.files.length > 0 || resource.linkUrl !== undefined).toBe(true);
    }
    const presets = new Set(DEMO_RESOURCES.map((resource) => resource.audience.preset));
    expect(presets.size).toBe(5);
  });

  it('carry file names that teachers write and any file system takes', () => {
    const files = DEMO_RESOURCES.flatMap((resource) => resource.files);
    for (const file of files) {
      expect(file.fileName).not.toMatch(/[/\\:*?"<>|\p{Cc}]/u);
      expect(file.fileName.toLowerCase().endsWith(`.${file.kind}`)).toBe(true);
    }
    expect(new Set(files.map((file) => file.fileName)).size).toBe(files.length);
  });

  it('stand in the catalogue: every book is known, and every chapter by its printed title', () => {
    const catalogue = loadCatalogue();
    for (const { key, book, chapter } of DEMO_RESOURCES) {
      const known = findBook(catalogue, book);
      const node = known && chapter !== null ? findChapter(catalogue, known.id, chapter) : known;
      expect(node ? '' : `${key}: ${book.grade ?? ''}${book.volume} ${chapter ?? ''}`).toBe('');
    }
  });

  it('spread over stages and subjects', () => {
    const subjects = new Set(DEMO_RESOURCES.map(({ book }) => `${book.stage}${book.subject}`));
    expect(subjects.size).toBeGreaterThanOrEqual(16);
    expect(new Set(DEMO_RESOURCES.map(({ book }) => book.stage)).size).toBe(3);
  });
});

describe('the demo’s collections', () => {
  it('hold what there is, each thing once, by curators who know it and in the catalogue', () => {
    const catalogue = loadCatalogue();
    const made = new Set<string>();
    for (const { key, title, summary, author, school, book, chapter, place, sections } of DEMO_COLLECTIONS) {
      expect(made.has(key)).toBe(false);
      expect(title.length).toBeLessThanOrEqual(60);
      expect(summary.length).toBeGreaterThan(0);
      expect(departmentOf(author, school)).not.toBe('');
      const known = book === null ? undefined : findBook(catalogue, BOOKS[book]);
      expect(book === null || known !== undefined).toBe(true);
      if (known && chapter !== null) expect(findChapter(catalogue, known.id, chapter)).toBeDefined();
      if (place) expect(catalogue.subjects.map((subject) => subject.zh)).toContain(place.subject);
      const items = sections.flatMap((section) => section.items);
      const targets = items.map((item) => ('collection' in item ? item.collection : item.resource));
      expect(new Set(targets).size).toBe(targets.length);
      for (const item of items) {
        if ('collection' in item) expect(made).toContain(item.collection);
        else expect(keysOf(DEMO_RESOURCES)).toContain(item.resource);
      }
      made.add(key);
    }
  });
});

describe('the demo’s proposals', () => {
  it('are of what there is, by people who do not curate the collection, which does not hold it', () => {
    for (const { collection, by, item, reason } of DEMO_PROPOSALS) {
      const found = DEMO_COLLECTIONS.find(({ key }) => key === collection);
      expect(found).toMatchObject({ author: expect.not.stringMatching(by) as string });
      expect(DEMO_PEOPLE.map(({ key }) => key)).toContain(by);
      expect(reason.length).toBeGreaterThan(10);
      if (!('resource' in item)) continue;
      expect(keysOf(DEMO_RESOURCES)).toContain(item.resource);
      const held = found!.sections.flatMap(({ items }) => items);
      expect(held).not.toContainEqual(expect.objectContaining({ resource: item.resource }));
    }
  });
});

describe('the demo’s lessons', () => {
  it.each(LESSONS.map((lesson) => [lesson.key, lesson] as const))('%s is a whole lesson', (_key, lesson) => {
    const minutes = lesson.steps.reduce((sum, step) => sum + step.minutes, 0);
    expect([40, 45]).toContain(minutes);
    expect(lesson.steps.length).toBeGreaterThanOrEqual(5);
    expect(lesson.goals).toHaveLength(3);
    expect(lesson.background.length).toBeGreaterThan(60);
    expect(lesson.slides.length).toBeGreaterThanOrEqual(5);
    expect(lesson.slides.length).toBeLessThanOrEqual(8);
    expect(lesson.questions.length).toBeGreaterThanOrEqual(4);
    expect(lesson.tasks).toHaveLength(3);
    expect('reflection' in lesson.parts).toBe(lesson.reflection !== undefined);
    const kinds = ['points', 'table', 'cards', 'quote', 'ask', 'figure'];
    for (const slide of lesson.slides) {
      expect(kinds).toContain(slide.kind);
      expect(
        slide.kind === 'figure' ? slide.figure && slide.figure in FIGURES : slide.rows.length > 0,
      ).toBeTruthy();
      const width = slide.rows[0]?.split(' | ').length;
      if (slide.kind === 'table')
        for (const row of slide.rows) expect(row.split(' | ')).toHaveLength(width ?? 0);
    }
    for (const question of lesson.questions)
      if (question.options.length > 0) expect(question.answer).toMatch(/^[A-D]/);
  });

  it('state nothing in numbers that is not so', () => {
    for (const lesson of LESSONS)
      for (const check of lesson.questions.flatMap((question) => question.checks)) {
        const [left = '', right = ''] = check.split('=');
        const near = Math.abs(valueOf(left) - valueOf(right)) < 0.001;
        expect(near ? '' : `${lesson.key}: ${check}`).toBe('');
      }
  });

  it('have a book each that the demo lists', () => {
    for (const lesson of LESSONS) expect(BOOKS).toHaveProperty(lesson.book);
  });
});

describe('computed exercises', () => {
  it.each(Object.keys(MAKERS) as MakerKey[])('%s: every answer follows from its question', (key) => {
    for (let seed = 1; seed <= 20; seed++)
      for (const question of series(key, 5, new Dice(seed)))
        for (const check of question.checks) {
          const [left = '', right = ''] = check.split('=');
          const close = Math.abs(valueOf(left) - valueOf(right)) <= 0.0001;
          expect(close ? '' : `${question.text} ${check}`).toBe('');
        }
  });

  it('make papers of a hundred points without repeating a question', () => {
    for (const paper of PAPERS) {
      const sections = exercisesOf(paper);
      expect(sections.reduce((sum, { part, questions }) => sum + part.points * questions.length, 0)).toBe(
        100,
      );
      for (const { questions } of sections)
        expect(new Set(questions.map((question) => question.text)).size).toBe(questions.length);
    }
  });
});

describe('the makers', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'lianke-demo-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const head = async (path: string, count = 8): Promise<string> =>
    (await readFile(path)).subarray(0, count).toString('latin1');

  it('make every document of its own bytes, the same ones in every run, and leave films out without ffmpeg', async () => {
    const seen = new Map<string, string>();
    for await (const made of demoFiles({ ffmpegPath: null, directory })) {
      const bytes = await readFile(made.path);
      expect(bytes.length).toBeGreaterThan(2000);
      const sum = createHash('sha256').update(bytes).digest('hex');
      expect(seen.get(sum)).toBeUndefined();
      seen.set(sum, made.resourceKey);
    }
    const documents = DEMO_RESOURCES.flatMap((one) => one.files).filter((file) => file.kind !== 'mp4');
    expect(seen.size).toBe(documents.length);
    for (const kind of ['docx', 'pptx', 'xlsx', 'pdf', 'png'] as const) {
      const resources = kindOf(kind).slice(-2);
      expect(resources.length).toBeGreaterThan(0);
      for await (const made of demoFiles({ ffmpegPath: null, directory, resources })) {
        const sum = createHash('sha256')
          .update(await readFile(made.path))
          .digest('hex');
        expect(seen.get(sum)).toBe(made.resourceKey);
        expect(await head(made.path, 4)).toMatch(kind === 'pdf' ? /^%PDF/ : kind === 'png' ? /PNG$/ : /^PK/);
      }
    }
  }, 180_000);

  it('make PDFs whose text can be read back without a sign lost', () => {
    const writer = { name: '李建国', school: '青禾实验学校' };
    const lessons = LESSONS.filter((lesson) => lesson.parts.homework?.endsWith('.pdf'));
    const paper = PAPERS.find((one) => one.fileName.endsWith('.pdf'));
    if (!paper) throw new Error('no paper');
    const models = [
      ...lessons.map((one) => LESSON_DOCUMENTS.homework(one, writer)),
      paperDocument(paper, writer),
    ];
    for (const model of models) {
      const document = new mupdf.PDFDocument(new Uint8Array(pdf(model)));
      const read = new Set<string>();
      for (let page = 0; page < document.countPages(); page++)
        for (const sign of document.loadPage(page).toStructuredText('').asText()) read.add(sign);
      const written = model.blocks.map((block) => ('text' in block ? block.text : '')).join('');
      // these are written another way on purpose: (1), a raised or lowered digit, ≅
      const lost = [...written].filter((sign) => !/[\s①-⑨⁰-⁹⁻₀-₉≌]/.test(sign) && !read.has(sign));
      expect(lost).toEqual([]);
    }
  });

  it.each(Object.keys(FIGURES) as FigureKey[])('draw the figure %s with the built-in fonts alone', (key) => {
    expect(figurePicture(key).png.length).toBeGreaterThan(4000);
  });

  it('make a playable film with the old ffmpeg that npm ships', async () => {
    const [resource] = kindOf('mp4');
    if (!resource) throw new Error('no film');
    const made = [];
    for await (const file of demoFiles({
      ffmpegPath: ffmpegInstaller.path,
      directory,
      resources: [resource],
    }))
      made.push(file);
    expect(made).toHaveLength(1);
    expect(await head(made[0]?.path ?? '', 12)).toContain('ftyp');
  }, 120_000);

  it('plan films of a length that a lesson can bear', () => {
    for (const { film } of FILMS) {
      expect(filmSeconds(film)).toBeGreaterThanOrEqual(15);
      expect(filmSeconds(film)).toBeLessThanOrEqual(40);
      expect(film.summary.length).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('the demo’s plans of lessons', () => {
  it('name people, departments, chapters and resources that exist, and show every state of a lesson', () => {
    const catalogue = loadCatalogue();
    for (const plan of DEMO_PLANS) {
      expect(keysOf(DEMO_SCHOOLS)).toContain(plan.school);
      for (const key of plan.departments) expect(keysOf(DEMO_DEPARTMENTS)).toContain(key);
      const book = findBook(catalogue, BOOKS[plan.book])!;
      const people = plan.lessons.flatMap(({ lead, remarks, adapted, reflections }) => [
        lead,
        ...[remarks, adapted, reflections].flatMap((list) => (list ?? []).map(({ by }) => by)),
      ]);
      for (const key of [plan.by, ...people]) expect(keysOf(DEMO_PEOPLE)).toContain(key);
      for (const { chapter, draft, week, lead } of plan.lessons) {
        expect(findChapter(catalogue, book.id, chapter)).toBeDefined();
        expect(plan.over + 1 + week).toBeLessThanOrEqual(plan.weeks);
        if (draft) expect(DEMO_RESOURCES.find(({ key }) => key === draft)?.author).toBe(lead);
      }
      expect(plan.lessons.some(({ agreed }) => agreed)).toBe(true);
      expect(plan.lessons.some(({ draft, agreed }) => draft && !agreed)).toBe(true);
      expect(plan.lessons.some(({ draft, dropped }) => !draft && !dropped)).toBe(true);
      expect(plan.lessons.some(({ dropped }) => dropped)).toBe(true);
    }
  });
});
