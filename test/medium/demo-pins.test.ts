import { DEMO_COLLECTIONS } from '../../src/demo/content/collections.js';
import { DEMO_RENEWALS } from '../../src/demo/content/renewals.js';
import { DEMO_RESOURCES } from '../../src/demo/index.js';
import { CollectionSeeder } from '../../src/demo/seed/collection-seeder.js';
import { RenewalSeeder } from '../../src/demo/seed/renewal-seeder.js';
import { AccessService } from '../../src/modules/access/index.js';
import { ItemReader } from '../../src/modules/curation/index.js';
import { ResourceEditor, ResourcePublisher, ResourceReader } from '../../src/modules/resources/index.js';
import { DemoStage } from '../support/demo-stage.js';

describe('the pins of the demo', () => {
  let stage: DemoStage;
  beforeAll(async () => {
    stage = await DemoStage.open();
  }, 60_000);
  afterAll(() => stage?.close());

  it('hold an earlier version fast, which other schools go on seeing, once the resource is renewed', async () => {
    const { program, progress } = stage;
    const renewed = new Map(DEMO_RENEWALS.map((one) => [one.resource, one]));
    for (const { key, title, author, school, type, linkUrl } of DEMO_RESOURCES) {
      if (!renewed.has(key)) continue;
      const by = await stage.actor(author);
      const made = { title, type, linkUrl: linkUrl!, schoolId: progress.ids.schools[school]! };
      const id = await program.get(ResourceEditor).create(by, made);
      const right = await program.get(AccessService).authorize(by, 'manage', 'resource', id);
      const audience = { preset: 'group', previewOnly: false } as const;
      await program.get(ResourcePublisher).publish(right, 1, audience);
      progress.note(key, id, true);
    }
    const pinning = DEMO_COLLECTIONS.filter(({ sections }) =>
      sections.some(({ items }) => items.some((item) => 'pin' in item)),
    );
    expect(pinning.length).toBeGreaterThan(0);
    const collections = new CollectionSeeder(program.app, progress, program.clock.now());
    for (const one of pinning) await collections.seed(one);
    const renewals = new RenewalSeeder(program.app, progress);
    for (const one of [...DEMO_RENEWALS, ...DEMO_RENEWALS]) {
      await renewals.seed(one);
      // As after an end between the last act and the note of it: nothing is done twice.
      progress.note(one.key, progress.made(one.resource)!);
    }
    const reader = await stage.actor('luoping');
    for (const { key, sections } of pinning) {
      const items = await program.get(ItemReader).whole(reader, progress.made(key)!);
      const pins = sections.flatMap((section) => section.items.filter((item) => 'pin' in item));
      const shown = items.filter((item) => item.pinned !== null);
      expect(shown).toHaveLength(pins.length);
      for (const { pinned, resource } of shown) {
        expect(pinned).toMatchObject({ number: 1, earlier: { linkUrl: resource!.linkUrl } });
        const now = await program.get(ResourceReader).view(reader, resource!.id);
        expect(now.linkUrl).not.toBe(resource!.linkUrl);
      }
    }
  });
});
