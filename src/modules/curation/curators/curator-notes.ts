import { Injectable } from '@nestjs/common';
import type { AudiencePart, CollectionItem, RightName } from '../../../contracts/index.js';
import type { Id } from '../../../kernel/ids.js';
import { Database, type Queryable } from '../../../platform/database/database.port.js';
import { AddresseeNames, principalOf, type ShownVersion } from '../../resources/index.js';
import { AudienceGaps } from '../widenings/audience-gaps.js';
import { mayEdit } from '../collections/collection-presenter.js';
import type { CollectionRecord } from '../collections/collections.repository.js';
import type { ItemRecord } from '../outline/outline.repository.js';
import { WideningsRepository } from '../widenings/widenings.repository.js';

/** Why there is nothing to be shown at a place; null where there is. */
export type Gap = Note['gap'];
type Note = NonNullable<CollectionItem['curating']>;
type Unseen = Note['unseenBy'][number];

/** Names of parts shown at one place. */
const NAMED = 6;

/** An item, with the version that it holds fast, where the asker is shown that one. */
interface Noted {
  item: ItemRecord;
  gap: Gap;
  version: ShownVersion | null;
}

/** What is said to curators beside the items: gaps, who does not see them, what was asked of owners. */
@Injectable()
export class CuratorNotes {
  constructor(
    private readonly database: Database,
    private readonly gaps: AudienceGaps,
    private readonly names: AddresseeNames,
    private readonly widenings: WideningsRepository,
  ) {}

  /** A note for each item. `rights`: those of the asker to the resources; of the rest nothing is said. */
  async of(
    record: CollectionRecord,
    items: readonly Noted[],
    rights: ReadonlyMap<Id, RightName>,
  ): Promise<Map<Id, Note>> {
    const q = this.database.reader;
    const shown = items.flatMap(({ item, gap }) => (gap || !rights.has(item.targetId ?? '') ? [] : [item]));
    const resourceIds = [...new Set(shown.map((item) => item.targetId!))];
    const unseen = await this.gaps.of(record, resourceIds);
    const named = await this.named(q, unseen);
    const asked = await this.widenings.openFor(q, record.id, resourceIds);
    const people = await this.people(
      q,
      items.map(({ item }) => item.addedBy),
    );
    return new Map(
      items.map(({ item, gap, version }) => {
        const target = gap ? '' : (item.targetId ?? '');
        const parts = unseen.get(target) ?? [];
        const askedAt = asked.get(target);
        const note: Note = {
          gap,
          pin: gap === 'away' || item.version === null ? null : pinOf(version),
          mayPinEarlier: mayEdit(rights.get(target) ?? 'view'),
          addedBy: { id: item.addedBy, name: people.get(item.addedBy) ?? '' },
          unseenBy: named.get(target) ?? [],
          unseenMore: Math.max(0, parts.length - NAMED),
          askedAt: parts.length > 0 && askedAt !== undefined ? new Date(askedAt).toISOString() : null,
          mayWiden: rights.get(target) === 'manage',
        };
        return [item.id, note];
      }),
    );
  }

  people(q: Queryable, ids: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
    return this.names.people(q, [...new Set(ids)]);
  }

  /** The first few parts of each with their names, every name read once. */
  async named(q: Queryable, unseen: ReadonlyMap<Id, readonly AudiencePart[]>): Promise<Map<Id, Unseen[]>> {
    const parts = [...unseen.values()].flatMap((list) => list.slice(0, NAMED));
    const unique = [...new Map(parts.map((part) => [principalOf(part), part])).values()];
    const shown = await this.names.of(q, unique);
    const byKey = new Map(
      unique.map((part, i) => {
        const { kind, id, name, place } = shown[i]!;
        return [principalOf(part), { kind, id, name, place }];
      }),
    );
    return new Map(
      [...unseen].map(([id, list]) => [
        id,
        list.slice(0, NAMED).flatMap((part) => byKey.get(principalOf(part)) ?? []),
      ]),
    );
  }
}

function pinOf(version: ShownVersion | null): Note['pin'] {
  if (version === null) return 'away';
  return version.earlier ? 'earlier' : 'in force';
}
