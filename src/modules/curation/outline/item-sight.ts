import { Injectable } from '@nestjs/common';
import type { CollectionCard, ItemKind, ProposedItem, ResourceCard } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { asVersion, EarlierVersions, ResourceReader, type ShownVersion } from '../../resources/index.js';
import { CollectionReader } from '../collections/collection-reader.js';
import type { Gap } from '../curators/curator-notes.js';
import type { Target } from './item-targets.js';

/** A target, with the number of the version that it holds fast; null or none: it follows. */
type Held = Target & { version?: number | null };

/** What somebody sees of the things that items refer to. */
export interface Seen {
  resources: ReadonlyMap<Id, ResourceCard>;
  collections: ReadonlyMap<Id, CollectionCard>;
  /** those of the versions held fast that they are shown, by {@link keyOf} */
  versions: ReadonlyMap<string, ShownVersion>;
}

/** Reads what items refer to, as somebody may see it. */
@Injectable()
export class ItemSight {
  constructor(
    private readonly collections: CollectionReader,
    private readonly resources: ResourceReader,
    private readonly versions: EarlierVersions,
  ) {}

  async of(actor: Actor, targets: readonly Held[]): Promise<Seen> {
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
    const wanted = targets.flatMap(({ targetId: id, version: number }) =>
      id && number ? [{ id, number }] : [],
    );
    const versions = await this.versions.shown(actor, wanted);
    return {
      resources: new Map(resources.map((card) => [card.id, card])),
      collections: new Map(collections.map((card) => [card.id, card])),
      versions: new Map(versions.map((version) => [keyOf(version.id, version.number), version])),
    };
  }
}

/** The version that a target holds fast, as somebody is shown it; null where it follows, and where they are not. */
export function versionOf({ targetId, version }: Held, { versions }: Seen): ShownVersion | null {
  return (targetId && version && versions.get(keyOf(targetId, version))) || null;
}

/** The resource of a target, with the files and the link of the version that it holds fast. */
function resourceOf(target: Held, seen: Seen): ResourceCard | null {
  const card = target.kind === 'collection' ? undefined : seen.resources.get(target.targetId ?? '');
  const version = versionOf(target, seen);
  return card && version ? asVersion(card, version) : (card ?? null);
}

const keyOf = (id: Id, number: number) => `${id} ${number}`;

/** Why there is nothing to be shown of a target; null where there is. */
export function gapOf(target: Held, seen: Seen): Gap {
  const { kind, targetId, fileId } = target;
  if (kind === 'link') return null;
  if (kind === 'collection') {
    const card = seen.collections.get(targetId ?? '');
    return !card ? 'away' : card.trashedAt === null ? null : 'trashed';
  }
  const card = resourceOf(target, seen);
  if (!card) return 'away';
  if (card.trashedAt !== null) return 'trashed';
  if (card.state === 'withdrawn') return 'withdrawn';
  return fileId !== null && !card.files.some((file) => file.id === fileId) ? 'file' : null;
}

/** A target with what is seen of it. */
export function shownOf(target: Held, seen: Seen): ProposedItem {
  const { kind, targetId, fileId, from, to, url, title } = target;
  return {
    kind: kind as ItemKind,
    resource: resourceOf(target, seen),
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
