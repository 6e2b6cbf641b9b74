import { DEMO_PLANS } from '../../src/demo/content/plans.js';
import { DEMO_RESOURCES } from '../../src/demo/index.js';
import { PlanSeeder } from '../../src/demo/seed/plan-seeder.js';
import { LessonReader, RemarkReader } from '../../src/modules/preparation/index.js';
import { ResourceEditor } from '../../src/modules/resources/index.js';
import { DemoStage } from '../support/demo-stage.js';

describe('the plans of the demo', () => {
  let stage: DemoStage;
  beforeAll(async () => {
    stage = await DemoStage.open();
  }, 60_000);
  afterAll(() => stage?.close());

  it('are made as their people would, once, and gone on with after an interruption', async () => {
    const { program, progress } = stage;
    const drafts = new Set(DEMO_PLANS.flatMap(({ lessons }) => lessons.flatMap(({ draft }) => draft ?? [])));
    for (const { key, title, author, school, type } of DEMO_RESOURCES.filter((one) => drafts.has(one.key))) {
      const schoolId = progress.ids.schools[school]!;
      const id = await program
        .get(ResourceEditor)
        .create(await stage.actor(author), { title, type, schoolId });
      await program.attach(id, { id: progress.ids.people[author]!, schoolId }, title);
      progress.note(key, id, true);
    }
    const seeder = new PlanSeeder(program.app, progress, program.clock.now());
    for (const plan of DEMO_PLANS) {
      await seeder.seed(plan);
      const planId = progress.made(plan.key)!;
      // As after an end between the last act and the note of it: nothing is done twice.
      progress.note(plan.key, planId);
      await seeder.seed(plan);
      const organizer = await stage.actor(plan.by);
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
