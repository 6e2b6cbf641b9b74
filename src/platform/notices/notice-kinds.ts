import type {
  CollectionNews,
  NoticeDue,
  NoticeKind,
  NoticePlace,
  NoticeSort,
} from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import type { NoticeRecord } from './notices.repository.js';

/** What a notice says to its recipient now. Titles only of what they may see at this moment. */
export interface NoticeWords {
  /** of what it is about; null where that has no title, or none that they may read */
  title: string | null;
  /** of what that lies in, such as the collection of an item */
  within: string | null;
  /** what somebody wrote, such as the reason of a decision */
  text: string | null;
  /** of what was gathered about a collection */
  news?: CollectionNews | null;
  /** of a day that comes or is over */
  due?: NoticeDue | null;
  /** where it is dealt with */
  place: NoticePlace;
}

/** One kind of notice, owned by the module that sends it. */
export interface NoticeKindOwner {
  kind: NoticeKind;
  /** under which people choose how they hear of it by mail */
  sort: NoticeSort;
  /** something waits for whoever is told: unless they choose otherwise, they hear of it by mail at once */
  urgent?: boolean;
  /**
   * What notices of the kind say, by the id of the notice, judged by the recipient's present rights. Those left out are
   * not shown: what they tell of concerns the recipient no more.
   */
  present: (recipient: Actor, notices: readonly NoticeRecord[]) => Promise<Map<Id, NoticeWords>>;
}

/** The kinds of notices that there are: each module tells of its own. */
export class NoticeKinds {
  private readonly owners = new Map<string, NoticeKindOwner>();

  /** @throws Error when the kind has an owner already */
  register(owner: NoticeKindOwner): void {
    if (this.owners.has(owner.kind)) throw new Error(`Two owners of the notices '${owner.kind}'.`);
    this.owners.set(owner.kind, owner);
  }

  all(): readonly NoticeKindOwner[] {
    return [...this.owners.values()];
  }

  /** What each of the recipient's notices says; those that concern them no more are left out. */
  async present(
    recipient: Actor,
    notices: readonly NoticeRecord[],
  ): Promise<Map<Id, NoticeWords & { kind: NoticeKind }>> {
    const said = new Map<Id, NoticeWords & { kind: NoticeKind }>();
    for (const kind of new Set(notices.map((notice) => notice.kind))) {
      const owner = this.owners.get(kind);
      const words = await owner?.present(
        recipient,
        notices.filter((notice) => notice.kind === kind),
      );
      for (const [id, one] of words ?? []) said.set(id, { ...one, kind: owner!.kind });
    }
    return said;
  }
}
