import { Injectable } from '@nestjs/common';
import type { PinnedVersion, ResourceCard, RightName } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Database, type Queryable } from '../../../platform/database/database.port.js';
import { AccessService } from '../../access/index.js';
import { FileService } from '../../files/index.js';
import { cardFiles } from '../card-files.js';
import { ResourcesRepository } from '../resources.repository.js';
import { rightThen } from './shown-to.js';
import { VersionsRepository, type VersionRecord } from './versions.repository.js';

/** A version of a resource. */
export interface VersionRef {
  id: Id;
  number: number;
}

/** A version as somebody sees it, and of which resource. */
export interface ShownVersion extends PinnedVersion {
  id: Id;
}

const iso = (instant: number) => new Date(instant).toISOString();

/**
 * Versions of resources by their numbers, for those who hold one fast. They widen nothing: whoever does not see the
 * resource sees none, and an earlier one is shown to those to whom it was shown while it was in force, and to editors.
 * Others are not told that there is one: they get the version in force, which is theirs to see anyway; a gap would tell
 * them of what was before, and take from them what the collection is for.
 */
@Injectable()
export class EarlierVersions {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly repository: ResourcesRepository,
    private readonly versions: VersionsRepository,
    private readonly files: FileService,
  ) {}

  /** The number of the version in force. */
  numberInForce(q: Queryable, id: Id): Promise<number> {
    return this.versions.inForce(q, id);
  }

  /** Those of the versions that the actor is shown, each once. What was removed for good is shown to nobody. */
  async shown(actor: Actor, wanted: readonly VersionRef[]): Promise<ShownVersion[]> {
    if (wanted.length === 0) return [];
    const q = this.database.reader;
    const numbers = new Map<Id, Set<number>>();
    for (const { id, number } of wanted) numbers.set(id, (numbers.get(id) ?? new Set()).add(number));
    const rights = await this.access.rights(actor, 'resource', [...numbers.keys()]);
    const ids = [...rights.keys()];
    const versions = await this.versions.ofMany(q, ids);
    const inForce: ShownVersion[] = [];
    const judged: { version: VersionRecord; right: RightName }[] = [];
    const principals = new Set(this.access.principals(actor));
    for (const { id, publishedAt } of await this.repository.byIds(q, ids)) {
      const asked = numbers.get(id)!;
      const before = versions.get(id) ?? [];
      const [latest] = before;
      const since = latest?.until ?? publishedAt;
      if (asked.has(nextOf(latest)))
        inForce.push({
          id,
          number: nextOf(latest),
          since: since === null ? null : iso(since),
          earlier: null,
        });
      for (const version of before) {
        const right = rightThen(version.shownTo, principals, rights.get(id)!);
        if (asked.has(version.number) && !version.removed && right) judged.push({ version, right });
      }
    }
    return [...inForce, ...(await this.earlier(q, judged))];
  }

  private async earlier(
    q: Queryable,
    judged: readonly { version: VersionRecord; right: RightName }[],
  ): Promise<ShownVersion[]> {
    const fileIds = await this.versions.filesOfMany(
      q,
      judged.map(({ version }) => version),
    );
    const views = await this.files.views(q, [...new Set([...fileIds.values()].flat())]);
    return judged.map(({ version, right }) => {
      const { resourceId: id, number, since, until, linkUrl } = version;
      const files = (fileIds.get(version) ?? []).flatMap((fileId) => views.get(fileId) ?? []);
      return { id, number, since: iso(since), earlier: { until: iso(until), linkUrl, files, right } };
    });
  }
}

const nextOf = (latest: VersionRecord | undefined): number => (latest?.number ?? 0) + 1;

/** A resource with what an earlier version of it held. The quality marks that it bears now were given to another one. */
export function asVersion(card: ResourceCard, { earlier }: PinnedVersion): ResourceCard {
  if (!earlier) return card;
  return { ...card, linkUrl: earlier.linkUrl, ...cardFiles(earlier.files), marks: [], pendingUploads: 0 };
}
