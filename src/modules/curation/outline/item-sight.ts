import { Injectable } from '@nestjs/common';
import type { CollectionCard, ItemKind, ProposedItem, ResourceCard } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { ResourceReader } from '../../resources/index.js';
import { CollectionReader } from '../collections/collection-reader.js';
import type { Gap } from '../curators/curator-notes.js';
import type { Target } from './item-targets.js';

/** What somebody sees of the things that items refer to. */
export interface Seen {
  resources: ReadonlyMap<Id, ResourceCard>;
  collections: ReadonlyMap<Id, CollectionCard>;
}

/** Reads what items refer to, as somebody may see it. */
@Injectable()
export class ItemSight {
  constructor(
    private readonly collections: CollectionReader,
    private readonly resources: ResourceReader,
  ) {}

  async of(actor: Actor, targets: readonly Target[]): Promise<Seen> {
    const ids = (wanted: (kind: string) => boolean) => [
      ...new Set(targets.flatMap(({ kind, targetId }) => (targetId && wanted(kind) ? [targetId] : []))),
    ];
    const resources = await this.resources.cards(
      actor,
      ids((kind) => kind !== 'collection'),
    );
    const collections = await this.collections.cards(
      actor,
      ids((kind) => kind === 'collection'),
    );
    return {
      resources: new Map(resources.map((card) => [card.id, card])),
      collections: new Map(collections.map((card) => [card.id, card])),
    };
  }
}

/** Why there is nothing to be shown of a target; null where there is. */
export function gapOf({ kind, targetId, fileId }: Target, { resources, collections }: Seen): Gap {
  if (kind === 'link') return null;
  if (kind === 'collection') {
    const card = collections.get(targetId ?? '');
    return !card ? 'away' : card.trashedAt === null ? null : 'trashed';
  }
  const card = resources.get(targetId ?? '');
  if (!card) return 'away';
  if (card.trashedAt !== null) return 'trashed';
  if (card.state === 'withdrawn') return 'withdrawn';
  return fileId !== null && !card.files.some((file) => file.id === fileId) ? 'file' : null;
}

/** A target with what is seen of it. */
export function shownOf(target: Target, seen: Seen): ProposedItem {
  const { kind, targetId, fileId, from, to, url, title } = target;
  return {
    kind: kind as ItemKind,
    resource: (kind !== 'collection' && seen.resources.get(targetId ?? '')) || null,
    fileId,
    from,
    to,
    link: url === null ? null : { url, title: title ?? '' },
    collection: (kind === 'collection' && seen.collections.get(targetId ?? '')) || null,
  };
}

/** What a target is called; null where it is not seen. */
export function titleOf({ resource, collection, link }: ProposedItem): string | null {
  return resource?.title ?? collection?.title ?? link?.title ?? null;
}
