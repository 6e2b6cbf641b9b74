import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import type { Queryable } from '../../../platform/database/database.port.js';

/** What resources need to know of collections, which live above them: curation provides it at start. */
export interface PinRules {
  /**
   * The numbers of those versions of a resource that collections hold fast which the actor may see now, each with how
   * many such collections. Who may see the version itself is not judged here.
   */
  of(actor: Actor, resourceId: Id): Promise<ReadonlyMap<number, number>>;
  /** The numbers of all versions of a resource that some collection holds fast, those in the trash included. */
  all(q: Queryable, resourceId: Id): Promise<ReadonlySet<number>>;
}

/** Which versions of a resource are held fast: none, unless somebody knows of pins. */
@Injectable()
export class VersionPins implements PinRules {
  private rules: PinRules = {
    of: () => Promise.resolve(new Map()),
    all: () => Promise.resolve(new Set()),
  };

  provide(rules: PinRules): void {
    this.rules = rules;
  }

  of(actor: Actor, resourceId: Id): Promise<ReadonlyMap<number, number>> {
    return this.rules.of(actor, resourceId);
  }

  all(q: Queryable, resourceId: Id): Promise<ReadonlySet<number>> {
    return this.rules.all(q, resourceId);
  }
}
