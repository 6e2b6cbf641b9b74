import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';

/** What resources need to know of collections, which live above them: curation provides it at start. */
export interface PinRules {
  /**
   * The numbers of those versions of a resource that collections hold fast which the actor may see now, each with how
   * many such collections. Who may see the version itself is not judged here.
   */
  of(actor: Actor, resourceId: Id): Promise<ReadonlyMap<number, number>>;
}

/** Which versions of a resource are held fast: none, unless somebody knows of pins. */
@Injectable()
export class VersionPins implements PinRules {
  private rules: PinRules = { of: () => Promise.resolve(new Map()) };

  provide(rules: PinRules): void {
    this.rules = rules;
  }

  of(actor: Actor, resourceId: Id): Promise<ReadonlyMap<number, number>> {
    return this.rules.of(actor, resourceId);
  }
}
