import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { ResourceCard, resourcesQuery, ResourceView, RightName } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { decodeCursor, encodeCursor } from '../../kernel/cursor.js';
import { AppError, notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database } from '../../platform/database/database.port.js';
import { AccessService } from '../access/index.js';
import { Frozen } from './policy/frozen.js';
import { Origins } from './origins/origins.js';
import { ResourcePresenter } from './resource-presenter.js';
import { ResourcesRepository, type ResourceRecord } from './resources.repository.js';

interface Page {
  items: ResourceCard[];
  next: string | null;
}

/** What somebody may read of resources. Every list begins with access, never ends with it. */
@Injectable()
export class ResourceReader {
  constructor(
    private readonly database: Database,
    private readonly repository: ResourcesRepository,
    private readonly access: AccessService,
    private readonly presenter: ResourcePresenter,
    private readonly origins: Origins,
    private readonly frozen: Frozen,
  ) {}

  /**
   * The resource as the actor sees it now. `held`: what they held when their own act began; whoever takes their right
   * away by it is still told, in the answer to that act, what became of the resource. 404 for everybody else.
   */
  async view(actor: Actor, id: Id, held?: RightName): Promise<ResourceView> {
    const right = (await this.access.rights(actor, 'resource', [id])).get(id) ?? held;
    const [record] = right ? await this.repository.byIds(this.database.reader, [id]) : [];
    if (!right || !record) throw notFound();
    const shown = await this.presenter.view(record, right);
    const edits = right === 'edit' || right === 'manage';
    return {
      ...shown,
      adaptedFrom: await this.origins.of(actor, id),
      frozen: edits && (await this.frozen.is(this.database.reader, id)),
    };
  }

  list(actor: Actor, query: z.output<typeof resourcesQuery>): Promise<Page> {
    if (query.scope === 'newest') return this.newest(actor, query.cursor, query.limit);
    return query.scope === 'granted'
      ? this.granted(actor, query.cursor, query.limit)
      : this.mine(actor, query);
  }

  /** Cards of those ids that the actor may see, in the order given. */
  async cards(actor: Actor, ids: readonly Id[]): Promise<ResourceCard[]> {
    const allowed = await this.access.allowed(actor, 'view', 'resource', ids);
    return this.inOrder(ids.filter((id) => allowed.has(id)));
  }

  /** Cards and views of what review shows to whoever it asks; rights to the resources are not asked here. */
  reviewed(ids: readonly Id[]): Promise<ResourceCard[]> {
    return this.inOrder(ids);
  }

  /** What a resource is to hold once it is approved; null where nothing waits. The same holds for this. */
  pending(id: Id): Promise<ResourceView['pending']> {
    return this.presenter.pending(id);
  }

  private async newest(actor: Actor, cursor: string | undefined, limit: number): Promise<Page> {
    const before = position(cursor);
    const found = await this.access.visibleNewest(
      actor,
      'resource',
      before && { sortTime: before.at, id: before.id },
      limit + 1,
    );
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const items = await this.inOrder(shown.map((p) => p.id));
    return { items, next: found.length > limit && last ? encodeCursor([last.sortTime, last.id]) : null };
  }

  private async granted(actor: Actor, cursor: string | undefined, limit: number): Promise<Page> {
    const before = position(cursor);
    const found = await this.access.granted(actor, 'resource', before?.id ?? null, limit + 1);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const items = await this.inOrder(shown);
    return { items, next: found.length > limit && last !== undefined ? encodeCursor([0, last]) : null };
  }

  private async mine(actor: Actor, query: z.output<typeof resourcesQuery>): Promise<Page> {
    const before = position(query.cursor);
    const records = await this.repository.mine(
      this.database.reader,
      actor.userId,
      query.scope === 'trash',
      before && { updatedAt: before.at, id: before.id },
      query.limit + 1,
    );
    const shown = records.slice(0, query.limit);
    const last = shown.at(-1);
    const next = records.length > query.limit && last ? encodeCursor([last.updatedAt, last.id]) : null;
    return { items: await this.presenter.cards(shown), next };
  }

  private async inOrder(ids: readonly Id[]): Promise<ResourceCard[]> {
    const records = new Map(
      (await this.repository.byIds(this.database.reader, ids)).map((r): [Id, ResourceRecord] => [r.id, r]),
    );
    return this.presenter.cards(ids.flatMap((id) => records.get(id) ?? []));
  }
}

function position(cursor: string | undefined): { at: number; id: Id } | null {
  if (cursor === undefined) return null;
  const [at, id] = decodeCursor(cursor, 2) ?? [];
  if (typeof at !== 'number' || typeof id !== 'string') throw new AppError('invalid_request');
  return { at, id };
}
