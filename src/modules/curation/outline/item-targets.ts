import { Injectable } from '@nestjs/common';
import { itemInput, type ItemInput, type ResourceCard } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { AppError, notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { AccessService } from '../../access/index.js';
import { ResourceReader } from '../../resources/index.js';
import type { TargetColumns } from './target.entity.js';

/** What an item refers to, as it is stored. */
export type Target = { [K in keyof TargetColumns]: TargetColumns[K] };

type File = ResourceCard['files'][number];

const WITH_PAGES = new Set<File['kind']>(['document', 'presentation', 'spreadsheet', 'pdf']);
const WITH_TIME = new Set<File['kind']>(['video', 'audio']);

/** What items refer to. Nobody collects what they may not see. */
@Injectable()
export class ItemTargets {
  constructor(
    private readonly access: AccessService,
    private readonly resources: ResourceReader,
  ) {}

  /**
   * Throws not_found for what the actor may not see or what is not in the resource, `range_invalid` for pages or
   * seconds that the file does not have.
   */
  async require(actor: Actor, items: readonly ItemInput[]): Promise<void> {
    const resourceIds = items.flatMap((item) => ('resourceId' in item ? [item.resourceId] : []));
    const cards = await this.resources.cards(actor, [...new Set(resourceIds)]);
    const found = new Map(cards.filter((card) => card.trashedAt === null).map((card) => [card.id, card]));
    const collectionIds = items.flatMap((item) => (item.kind === 'collection' ? [item.collectionId] : []));
    const seen = await this.access.allowed(actor, 'view', 'collection', collectionIds);
    for (const item of items) {
      if (item.kind === 'collection' && !seen.has(item.collectionId)) throw notFound();
      if (!('resourceId' in item)) continue;
      const card = found.get(item.resourceId);
      if (!card) throw notFound();
      if (item.kind !== 'resource') requireRange(card, item.kind, item.fileId, item);
    }
  }
}

export function targetOf(item: ItemInput): Target {
  const ranged = item.kind === 'pages' || item.kind === 'span';
  return {
    kind: item.kind,
    targetId: item.kind === 'link' ? null : item.kind === 'collection' ? item.collectionId : item.resourceId,
    fileId: ranged ? item.fileId : null,
    from: ranged ? item.from : null,
    to: ranged ? item.to : null,
    url: item.kind === 'link' ? item.url : null,
    title: item.kind === 'link' ? item.title : null,
  };
}

/** The item that a stored target becomes. */
export function inputOf(target: Target, note: string): ItemInput {
  return itemInput.parse({
    ...Object.fromEntries(Object.entries(target).filter(([, value]) => value !== null)),
    ...(target.kind === 'collection' ? { collectionId: target.targetId } : { resourceId: target.targetId }),
    note,
  });
}

/** Throws as {@link ItemTargets.require}; ends that are not known yet are not checked. */
export function requireRange(
  card: ResourceCard,
  kind: 'pages' | 'span',
  fileId: Id | null,
  { from, to }: { from: number; to: number },
): void {
  const file = card.files.find((one) => one.id === fileId);
  if (!file) throw notFound();
  const fits = (kind === 'pages' ? WITH_PAGES : WITH_TIME).has(file.kind);
  const end = kind === 'pages' ? file.pageCount : file.duration === null ? null : Math.ceil(file.duration);
  const ordered = kind === 'pages' ? 1 <= from && from <= to : from < to;
  if (!fits || !ordered || (end !== null && to > end)) throw new AppError('range_invalid');
}
