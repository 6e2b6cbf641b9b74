import type { CollectionItem } from '../../../src/contracts/index.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { AccessService } from '../../../src/modules/access/index.js';
import { CollectionArchive } from '../../../src/modules/curation/taking/collection-archive.js';
import { CollectionReader, ProposalReader } from '../../../src/modules/curation/index.js';
import { ItemReader } from '../../../src/modules/curation/outline/item-reader.js';
import { OutlineSheets } from '../../../src/modules/curation/taking/outline-sheet.js';
import { get, pages, refusedOr } from './asking.js';
import type { ModelCollection, ModelItem, ModelProposal, ModelTarget, RightsModel } from './model.js';
import type { Person, RightsWorld } from './world.js';

/** What somebody asks of one collection, and what of it is to be told apart from what. */
interface Asked {
  world: RightsWorld;
  model: RightsModel;
  person: Person;
  actor: Actor;
  collection: ModelCollection;
}

/**
 * Everything in which the program and the model disagree about somebody's collections: which are listed, and of one
 * collection what is opened and read; by turns also what they curate and proposed, what of it is printed and taken
 * along, and what of it they curate.
 */
export async function inspectCollections(
  world: RightsWorld,
  person: Person,
  actor: Actor,
  collection: ModelCollection | null,
  turn: number,
): Promise<string[]> {
  const { model } = world;
  const found = await shelf(world, person, actor, 'newest', model.shelves(person.id));
  if (collection === null) return found;
  const asked: Asked = { world, model, person, actor, collection };
  const ofOne = await opened(asked, turn % 3 === 0);
  if (turn % 3 === 1) found.push(...(await shelf(world, person, actor, 'curated', model.curated(person.id))));
  if (turn % 3 === 1) found.push(...(await own(asked)));
  if (turn % 3 === 2) ofOne.push(...(await places(asked)), ...(await queued(asked)));
  return [...found, ...ofOne.map((what) => `${collection.title}: ${what}`)];
}

async function shelf(
  world: RightsWorld,
  { id }: Person,
  actor: Actor,
  scope: 'newest' | 'curated',
  expected: readonly ModelCollection[],
): Promise<string[]> {
  const { model } = world;
  const found: string[] = [];
  const listed = await pages(async (cursor) => {
    const query = { scope, limit: 8, ...(cursor ? { cursor } : {}) };
    const { items, next } = await get(world, CollectionReader).list(actor, query);
    for (const { id: one, title, covers } of items)
      found.push(...differ(`covers of ${title}`, covers.map(coverOf), coversOf(model, id, one)));
    return { ids: items.map((item) => item.id), next };
  });
  const ids = expected.map((one) => one.id);
  return [...found, ...differ(`${scope} collections`, [...listed].sort(), ids.sort())];
}

/** Where lists differ, how long they are, and what one has and the other has not. */
function differ(what: string, got: readonly string[], expected: readonly string[]): string[] {
  if (got.join() === expected.join()) return [];
  const more = got.filter((one) => !expected.includes(one));
  return [
    `${what} show ${got.length} of ${expected.length}${more.length > 0 ? `, ${more.length} too many` : ''}`,
  ];
}

const coverOf = ({ resourceId }: { resourceId: string }) => resourceId;

/** Of the first three things that somebody may see, those that have a picture. */
function coversOf(model: RightsModel, user: string, id: string): string[] {
  const targets = model.inOrder(model.collections.get(id)!).map(({ target }) => target);
  const first = targets
    .flatMap((t) => (t.kind === 'resource' && model.sees(user, t) ? [t.of] : []))
    .slice(0, 3);
  return [...new Set(first)].filter((r) => r.fileId !== null && !r.trashed).map((r) => r.id);
}

/** What one proposed, whatever became of it: with the names of what one may still see, and of nothing in the trash. */
async function own({ world, model, person, actor }: Asked): Promise<string[]> {
  const all = [...model.collections.values()].flatMap((one) =>
    one.proposals.filter(({ proposer }) => proposer === person.id).map((proposal) => ({ proposal, of: one })),
  );
  const { items } = await get(world, ProposalReader).own(actor, undefined, 100);
  const told = items.map(({ id, state, item, collection }) => [
    id,
    state,
    targetOf(item),
    collection?.id ?? null,
  ]);
  const expected = all
    .slice(-100)
    .map(({ proposal, of }) => [
      ...proposalAs(model, person.id, proposal),
      of.trashed || model.right(person.id, of) === 'none' ? null : of.id,
    ]);
  return differ('own proposals', told.map(String).sort(), expected.map(String).sort());
}

/** A proposal as somebody may see it: what is proposed stands there for those who may see it. */
function proposalAs(
  model: RightsModel,
  user: string,
  { id, state, target }: ModelProposal,
): (string | null)[] {
  return [id, state, model.sees(user, target) ? idOf(target) : null];
}

const idOf = (target: ModelTarget) => (target.kind === 'link' ? target.url : target.of.id);

const targetOf = (item: Pick<CollectionItem, 'resource' | 'collection' | 'link'> | null) =>
  item?.resource?.id ?? item?.collection?.id ?? item?.link?.url ?? null;

async function opened(asked: Asked, takes: boolean): Promise<string[]> {
  const { world, model, person, actor, collection } = asked;
  const right = model.right(person.id, collection);
  const view = await refusedOr(() => get(world, CollectionReader).view(actor, collection.id));
  if ((view?.right ?? 'none') !== right) return [`right ${view?.right ?? 'none'} instead of ${right}`];
  if (view === null) return refusals(asked);
  const edits = model.edits(person.id, collection);
  // An emptied section is there for those who fill it, and for who may see something that lies in it.
  const filled = (section: string) =>
    collection.items.some((item) => item.section === section && model.sees(person.id, item.target));
  const sections = collection.sections.filter(({ id, text }) => edits || text !== '' || filled(id));
  return [
    ...differ(
      'sections',
      view.sections.map(({ id }) => id),
      sections.map(({ id }) => id),
    ),
    ...differ('covers', view.covers.map(coverOf), coversOf(model, person.id, collection.id)),
    ...((view.rev !== null) === edits ? [] : ['the revision is told to who may not edit']),
    ...(await items(asked)),
    ...(takes ? await taken(asked) : []),
  ];
}

/** Whoever may not open a collection gets nothing of it in any other way. */
async function refusals({ world, actor, collection: { id } }: Asked): Promise<string[]> {
  const page = await refusedOr(() => get(world, ItemReader).page(actor, id, { mode: 'reading', limit: 4 }));
  const sheet = await refusedOr(() => get(world, OutlineSheets).of(actor, id, 'zh'));
  return page || sheet ? ['items show to who may not open it'] : [];
}

/** All pages of the items, each as `told` puts it. */
function itemsOf(
  { world, actor, collection }: Asked,
  mode: 'reading' | 'curating',
  told: (item: CollectionItem) => string,
): Promise<string[]> {
  return pages(async (cursor) => {
    const query = { mode, limit: 6, ...(cursor ? { cursor } : {}) };
    const { items: page, next } = await get(world, ItemReader).page(actor, collection.id, query);
    return { ids: page.map(told), next };
  });
}

async function items(asked: Asked): Promise<string[]> {
  const { model, person, collection } = asked;
  const shown = await itemsOf(asked, 'reading', (item) => `${item.id} ${targetOf(item)}`);
  const expected = model.read(person.id, collection).map(({ id, target }) => `${id} ${idOf(target)}`);
  return differ('items', shown, expected);
}

/** Every place, for those who may edit. */
async function places(asked: Asked): Promise<string[]> {
  const { model, person, collection } = asked;
  const told = await refusedOr(() =>
    itemsOf(asked, 'curating', (item) => `${item.id} ${targetOf(item)} ${item.curating?.gap}`),
  );
  if (!model.edits(person.id, collection)) return told === null ? [] : ['places show to who may not edit'];
  const all = model.inOrder(collection).map((item) => placeOf(model, person.id, item));
  return differ('places', told ?? [], all);
}

/** A place as its curators see it: of what one may not see, that something is there. */
function placeOf(model: RightsModel, user: string, { id, target }: ModelItem): string {
  const gap = model.gap(user, target);
  return `${id} ${gap === 'away' ? null : idOf(target)} ${gap}`;
}

/** The id in an address of ours. */
const OF_OURS = /\/(?:resources|collections)\/([0-9a-f-]{36})$/;

/** What is printed of a collection, and what an archive of it holds. */
async function taken({ world, model, person, actor, collection }: Asked): Promise<string[]> {
  const read = model.read(person.id, collection).map(({ target }) => target);
  const sheet = await get(world, OutlineSheets).of(actor, collection.id, 'zh');
  const printed = sheet.sections.flatMap((section) =>
    section.items.map(({ number, address }) => `${number} ${OF_OURS.exec(address)?.[1] ?? address}`),
  );
  const found = differ(
    'contents',
    printed,
    read.map((target, i) => `${i + 1} ${idOf(target)}`),
  );
  const right = await get(world, AccessService).authorize(actor, 'view', 'collection', collection.id);
  const { files, elsewhere, previewOnly } = await get(world, CollectionArchive).view(actor, right);
  const withFile = read.flatMap((t) => (t.kind === 'resource' && t.of.fileId !== null ? [t.of] : []));
  const onlyLooked = withFile.filter((r) => model.right(person.id, r) === 'view');
  const expected = [
    new Set(withFile.filter((r) => !onlyLooked.includes(r))).size,
    read.length - withFile.length,
    onlyLooked.length,
  ];
  const told = [files, elsewhere, previewOnly];
  return told.join() === expected.join()
    ? found
    : [...found, `the archive counts ${told.join()} of ${expected.join()}`];
}

/** The queue of proposals, for those who may decide. */
async function queued({ world, model, person, actor, collection }: Asked): Promise<string[]> {
  const access = get(world, AccessService);
  const right = await refusedOr(() => access.authorize(actor, 'edit', 'collection', collection.id));
  if ((right !== null) !== model.edits(person.id, collection)) return ['the queue opens to the wrong people'];
  if (right === null) return [];
  const { items: open, open: count } = await get(world, ProposalReader).queue(actor, right, {
    state: 'open',
    limit: 100,
  });
  const expected = collection.proposals.filter(({ state }) => state === 'open');
  const told = open.map(({ id, state, item }) => String([id, state, targetOf(item)]));
  const words = open.filter(({ item, reason }) => (item === null) !== (reason === null));
  return [
    ...differ(
      'proposals',
      told.sort(),
      expected.map((one) => String(proposalAs(model, person.id, one))).sort(),
    ),
    ...(count === expected.length ? [] : [`the queue counts ${count} of ${expected.length}`]),
    ...(words.length === 0 ? [] : ['words of a proposal tell of what may not be seen']),
  ];
}
