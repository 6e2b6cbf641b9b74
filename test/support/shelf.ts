import type { CollectionItem, CollectionView, ResourceView } from '../../src/contracts/index.js';
import { DAY } from '../../src/kernel/clock.js';
import type { Id } from '../../src/kernel/ids.js';
import { ok } from './ok.js';
import { Program, type Signed } from './program.js';

export const SCHOOL = { preset: 'school' };

/** Two schools of a group and one of another, with people who collect and read. */
export interface Shelf {
  program: Program;
  group: Id;
  own: Id;
  sister: Id;
  /** audience */
  GROUP: object;
  /** teaches at the first school */
  lead: Signed;
  /** teaches at the second */
  reader: Signed;
  outsider: Signed;
  /** Somebody else who teaches at a school. */
  teacher: (loginName: string, name: string, schoolId: Id) => Promise<Signed>;
  /** A published resource of the lead's with a text file, `${title}的讲义`, and a link. */
  resource: (title: string, audience: object) => Promise<ResourceView>;
  /** A published collection of the lead's: the first section has no title. */
  collection: (audience: object, facts: object, sections: ShelfSection[]) => Promise<Id>;
}
interface ShelfSection {
  title?: string;
  text?: string;
  items: object[];
}

export const of = ({ id }: ResourceView, note = '') => ({ kind: 'resource', resourceId: id, note });
export const viewOf = (by: Signed, id: Id) => ok(by.client.get<CollectionView>(`collections/${id}`));
export const itemsOf = async (by: Signed, id: Id, mode = 'reading') =>
  (await ok(by.client.get<{ items: CollectionItem[] }>(`collections/${id}/items?mode=${mode}&limit=100`)))
    .items;

export async function openShelf(env: Record<string, string> = {}): Promise<Shelf> {
  const program = await Program.open(env);
  const from = program.clock.now() - 100 * DAY;
  const group = await program.group('一集团');
  const own = await program.school(group, '甲校', from);
  const sister = await program.school(group, '乙校', from);
  const other = await program.school(await program.group('二集团'), '丙校', from);
  const teacher = (loginName: string, name: string, scopeId: Id) =>
    program.person(loginName, name, [{ scope: 'school', scopeId, role: 'teacher', from }]);
  const lead = await teacher('lead', '组长', own);
  const GROUP = { preset: 'group', groupIds: [group] };

  return {
    ...{ program, group, own, sister, GROUP, teacher, lead },
    reader: await teacher('reader', '读者', sister),
    outsider: await teacher('outsider', '外人', other),
    resource: async (title, audience) => {
      const { id, rev } = await ok(
        lead.client.post<ResourceView>('resources', {
          ...{ title, type: 'material', schoolId: own, linkUrl: 'https://example.org/' },
        }),
      );
      await program.attach(id, { id: lead.id, schoolId: own }, `${title}的讲义`);
      const revised = { 'if-match': `"${rev}"` };
      return ok(lead.client.post<ResourceView>(`resources/${id}/publish`, { audience }, revised));
    },
    collection: async (audience, facts, sections) => {
      const { id, sections: made } = await ok(
        lead.client.post<CollectionView>('collections', { title: '合集', ...facts }),
      );
      for (const [i, { items, ...words }] of sections.entries()) {
        const sectionId =
          i === 0
            ? made[0]!.id
            : (await ok(lead.client.post<{ id: Id }>(`collections/${id}/sections`, words))).id;
        if (items.length > 0) await ok(lead.client.post(`collections/${id}/items`, { sectionId, items }));
      }
      const { rev } = await viewOf(lead, id);
      const revised = { 'if-match': `"${rev}"` };
      await ok(lead.client.post(`collections/${id}/publish`, { audience }, revised));
      return id;
    },
  };
}
