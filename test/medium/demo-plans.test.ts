import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PLANS } from '../../src/demo/content/plans.js';
import { DEMO_RESOURCES } from '../../src/demo/index.js';
import { seedOrganization } from '../../src/demo/seed/organization.js';
import { PlanSeeder } from '../../src/demo/seed/plan-seeder.js';
import { DemoProgress } from '../../src/demo/seed/progress.js';
import { newId } from '../../src/kernel/ids.js';
import { ActorService } from '../../src/modules/organization/index.js';
import { LessonReader, RemarkReader } from '../../src/modules/preparation/index.js';
import { ResourceEditor } from '../../src/modules/resources/index.js';
import { Program } from '../support/program.js';

describe('the plans of the demo', () => {
  let program: Program;
  const directory = mkdtempSync(join(tmpdir(), 'lianke-demo-'));
  beforeAll(async () => {
    program = await Program.open();
  }, 60_000);
  afterAll(async () => {
    await program?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('are made as their people would, once, and gone on with after an interruption', async () => {
    const now = program.clock.now();
    let progress!: DemoProgress;
    await seedOrganization(program.app, now, (ids) => {
      progress = DemoProgress.begin(join(directory, 'demo.json'), ids);
    });
    const actor = (key: string) => program.get(ActorService).load(progress.ids.people[key]!, newId());
    const drafts = new Set(DEMO_PLANS.flatMap(({ lessons }) => lessons.flatMap(({ draft }) => draft ?? [])));
    for (const { key, title, author, school, type } of DEMO_RESOURCES.filter((one) => drafts.has(one.key))) {
      const schoolId = progress.ids.schools[school]!;
      const id = await program.get(ResourceEditor).create(await actor(author), { title, type, schoolId });
      await program.attach(id, { id: progress.ids.people[author]!, schoolId }, title);
      progress.note(key, id, true);
    }
    const seeder = new PlanSeeder(program.app, progress, now);
    for (const plan of DEMO_PLANS) {
      await seeder.seed(plan);
      const planId = progress.made(plan.key)!;
      // As after an end between the last act and the note of it: nothing is done twice.
      progress.note(plan.key, planId);
      await seeder.seed(plan);
      const organizer = await actor(plan.by);
      const lessons = await program.get(LessonReader).list(organizer, planId);
      const by = new Map(lessons.map((lesson) => [lesson.title, lesson]));
      expect(lessons).toHaveLength(plan.lessons.length);
      for (const { title, agreed, draft, dropped, adapted, reflections, remarks } of plan.lessons) {
        const state = dropped ? 'dropped' : agreed ? 'agreed' : draft ? 'drafted' : 'planned';
        expect(by.get(title)).toMatchObject({
          ...{ state, adapted: adapted?.length ?? 0, reflected: reflections?.length ?? 0 },
          lead: { present: true },
        });
        const said = await program.get(RemarkReader).of(organizer, planId, by.get(title)!.id);
        expect(said.map(({ text }) => text)).toEqual((remarks ?? []).map(({ text }) => text));
      }
    }
  }, 60_000);
});
