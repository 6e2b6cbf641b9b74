import { Injectable } from '@nestjs/common';
import type { Id } from '../../kernel/ids.js';
import type { Tx } from '../../platform/database/database.port.js';

/** A link of a school to a group begins or ends at another instant than before. */
export interface LinkChange {
  schoolId: Id;
  groupId: Id;
}
type Follow = (tx: Tx, change: LinkChange) => Promise<void>;

/** Who keeps something that follows from how schools are linked: told in the very unit in which a link changes. */
@Injectable()
export class LinkFollowers {
  private readonly followers: Follow[] = [];

  register(follow: Follow): void {
    this.followers.push(follow);
  }

  /** Tells all of them; call it behind the change itself. */
  async tell(tx: Tx, change: LinkChange): Promise<void> {
    for (const follow of this.followers) await follow(tx, change);
  }
}
