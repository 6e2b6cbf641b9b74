import { PlanModel } from './plan-model.js';
import { ReviewModel, type ModelContents, type ModelMark } from './review-model.js';

/**
 * Who may see what, said a second time and as plainly as possible: product.md in a page. It knows nothing of the
 * program; the property test holds the two against each other.
 */
export interface ModelLink {
  school: string;
  group: string;
  from: number;
  until: number | null;
}
export interface ModelMembership {
  user: string;
  scope: 'team' | 'department' | 'school' | 'group';
  scopeId: string;
  /** of a team: the one it lies in; of a department: itself */
  department: string | null;
  school: string | null;
  role: string;
  /** of a department and what lies in it; of those who lead a subject in a group, which */
  subject: string | null;
  from: number;
  until: number | null;
}
/** `home`: the school that a team or department lies in, or in which a person is named. */
export type ModelPart =
  | { kind: 'user' | 'team' | 'department'; id: string; home: string }
  | { kind: 'school'; id: string }
  | { kind: 'group'; id: string };
export type ModelLicence =
  'GROUP-ONLY' | 'SCHOOL-ONLY' | 'NAMED-SCHOOLS' | 'UNKNOWN' | 'TEXTBOOK-PUBLISHER' | 'CC-BY-4.0';
/** A link that leads to a resource without an account. */
export interface ModelShareLink {
  id: string;
  maker: string;
  right: 'view' | 'download';
  until: number;
  revoked: boolean;
}
export interface ModelGrant {
  to: ModelPart;
  right: 'edit' | 'manage';
  credited: boolean;
}
/** What of a resource or collection says who may see it. */
export interface ModelShared {
  id: string;
  title: string;
  author: string;
  school: string;
  state: 'draft' | 'published' | 'withdrawn';
  trashed: boolean;
  /** null until it is published first */
  audience: ModelPart[] | null;
  previewOnly: boolean;
  visibleFrom: number | null;
  visibleUntil: number | null;
  licence: ModelLicence;
  pupils: boolean;
  consent: boolean;
  grants: ModelGrant[];
}
/** How everything begins: as a draft that nobody has been given. */
export const asDraft = (): Omit<ModelShared, 'id' | 'title' | 'author' | 'school'> => ({
  state: 'draft',
  trashed: false,
  audience: null,
  previewOnly: false,
  visibleFrom: null,
  visibleUntil: null,
  licence: 'GROUP-ONLY',
  pupils: false,
  consent: false,
  grants: [],
});
/** Its one file or link, or both, are in force. */
export interface ModelResource extends ModelShared, ModelContents {
  tag: string;
  type: string;
  subject: string | null;
  links: ModelShareLink[];
  /** what waits beside it for review */
  waiting: ModelContents | null;
  /** the file of the latest version that was in force before */
  earlierFileId: string | null;
  /** whether it was ever published */
  shownOnce: boolean;
  /** quality marks that it bears, each with its id */
  marks: (ModelMark & { id: string })[];
}
/** Ways in which a resource holds a file. */
export const HOLDS = ['in force', 'waiting', 'earlier'] as const;
export type ModelHold = (typeof HOLDS)[number];
/** What an item refers to. */
export type ModelTarget =
  | { kind: 'resource'; of: ModelResource }
  | { kind: 'collection'; of: ModelCollection }
  | { kind: 'link'; url: string };
export interface ModelItem {
  id: string;
  section: string;
  target: ModelTarget;
}
export interface ModelProposal {
  id: string;
  proposer: string;
  target: ModelTarget;
  state: 'open' | 'accepted' | 'declined';
}
/** Its items in the order in which they were put into each section. */
export interface ModelCollection extends ModelShared {
  sections: { id: string; text: string }[];
  items: ModelItem[];
  proposals: ModelProposal[];
}

const RIGHTS = ['none', 'view', 'download', 'edit', 'manage'] as const;
export type ModelRight = (typeof RIGHTS)[number];
/** What somebody may do who only reads. */
export type ModelLook = 'none' | 'view' | 'download';
/** The one of two rights that includes the other. */
export const higher = <T extends ModelRight>(one: T, other: T): T =>
  RIGHTS.indexOf(one) < RIGHTS.indexOf(other) ? other : one;

export class RightsModel {
  now = 0;
  readonly links: ModelLink[] = [];
  readonly memberships: ModelMembership[] = [];
  readonly resources = new Map<string, ModelResource>();
  readonly collections = new Map<string, ModelCollection>();
  readonly review = new ReviewModel(this);
  readonly plans = new PlanModel(this);

  private active(interval: { from: number; until: number | null }): boolean {
    return interval.from <= this.now && (interval.until === null || this.now < interval.until);
  }

  membershipsOf(user: string): ModelMembership[] {
    return this.memberships.filter((m) => m.user === user && this.active(m));
  }

  schoolsOf(user: string): string[] {
    return this.membershipsOf(user).flatMap((m) => (m.school === null ? [] : [m.school]));
  }

  groupsOf(user: string): string[] {
    const schools = this.schoolsOf(user);
    const direct = this.membershipsOf(user).flatMap((m) => (m.scope === 'group' ? [m.scopeId] : []));
    return [
      ...direct,
      ...this.links.filter((l) => this.active(l) && schools.includes(l.school)).map((l) => l.group),
    ];
  }

  groupsOfSchool(school: string): string[] {
    return this.links.filter((l) => this.active(l) && l.school === school).map((l) => l.group);
  }

  schoolsReached(school: string): string[] {
    const groups = this.groupsOfSchool(school);
    return [
      school,
      ...this.links.filter((l) => this.active(l) && groups.includes(l.group)).map((l) => l.school),
    ];
  }

  /**
   * The highest of what somebody has as author, by grants, as a keeper of the catalogue (unless these are left out) and as
   * one of the audience.
   */
  right(
    user: string,
    resource: ModelShared,
    keepers: 'with keepers' | 'without' = 'with keepers',
  ): ModelRight {
    const all = [this.asAuthor(user, resource)];
    if (!resource.trashed) {
      all.push(...resource.grants.map((grant) => this.byGrant(user, grant, resource)));
      if (resource.state !== 'draft' && keepers !== 'without') all.push(this.asKeeper(user, resource));
      if (resource.state === 'published') all.push(this.asAudience(user, resource));
    }
    return RIGHTS[Math.max(...all.map((right) => RIGHTS.indexOf(right)))]!;
  }

  /**
   * What somebody gets of a file: readers what is in force, those who edit everything, and whoever is asked to review it
   * what that is about. Those to whom a plan shows it get what is in force.
   */
  fileRight(user: string, resource: ModelResource, hold: ModelHold): ModelLook {
    const right = this.right(user, resource);
    if (right === 'edit' || right === 'manage') return 'download';
    if (hold !== 'earlier' && this.review.asks(user, resource)) return 'download';
    return hold === 'in force' ? higher(right, this.plans.shows(user, resource)) : 'none';
  }

  private asAuthor(user: string, resource: ModelShared): ModelRight {
    if (resource.author !== user) return 'none';
    return this.schoolsOf(user).includes(resource.school) ? 'manage' : 'download';
  }

  private byGrant(user: string, { to, right, credited }: ModelGrant, resource: ModelShared): ModelRight {
    if (!this.goesAsFar(to, resource)) return 'none';
    if (this.belongs(user, to) && this.isTied(to, resource)) return right;
    return credited && to.id === user ? 'download' : 'none';
  }

  private asKeeper(user: string, resource: ModelShared): ModelRight {
    const keeper = this.membershipsOf(user).some(
      (m) =>
        m.scope === 'school' &&
        m.scopeId === resource.school &&
        (m.role === 'librarian' || m.role === 'school_admin'),
    );
    return keeper ? 'manage' : 'none';
  }

  private asAudience(user: string, resource: ModelShared): ModelRight {
    if (resource.audience === null) return 'none';
    if (!this.isInWindow(resource)) return 'none';
    if (!resource.audience.some((part) => this.reaches(user, part, resource))) return 'none';
    return resource.previewOnly || resource.licence === 'TEXTBOOK-PUBLISHER' ? 'view' : 'download';
  }

  isInWindow({ visibleFrom, visibleUntil }: ModelShared): boolean {
    return this.active({ from: visibleFrom ?? 0, until: visibleUntil });
  }

  /** What a link gives: while it lasts, what it leads to is out, may leave the group, and its maker may still share it. */
  linkRight(link: ModelShareLink, resource: ModelResource): 'none' | 'view' | 'download' {
    const lasts = !link.revoked && this.now < link.until;
    const isOut = resource.state === 'published' && !resource.trashed && this.isInWindow(resource);
    if (!lasts || !isOut || !this.mayLeave(resource)) return 'none';
    if (this.right(link.maker, resource) !== 'manage') return 'none';
    return resource.previewOnly ? 'view' : link.right;
  }

  /** Whether people without an account may be shown it. */
  mayLeave({ pupils, consent, licence }: ModelResource): boolean {
    return licence === 'CC-BY-4.0' && (!pupils || consent);
  }

  /** How far it may go: pupils without consent and some licences keep it in its school, one licence from whole groups. */
  limit(resource: Pick<ModelShared, 'pupils' | 'consent' | 'licence'>): 'school' | 'named' | 'group' {
    if (resource.pupils && !resource.consent) return 'school';
    if (resource.licence === 'GROUP-ONLY' || resource.licence === 'CC-BY-4.0') return 'group';
    return resource.licence === 'NAMED-SCHOOLS' ? 'named' : 'school';
  }

  /** Whether nothing of the part is cut off by how far the resource may go. */
  goesAsFar(part: ModelPart, resource: Pick<ModelShared, 'pupils' | 'consent' | 'licence' | 'school'>) {
    const limit = this.limit(resource);
    if (limit === 'group') return true;
    if (part.kind === 'group') return false;
    const home = part.kind === 'school' ? part.id : part.home;
    return limit === 'named' || home === resource.school;
  }

  /** Whether the school can share with those whom the part names now; a person, who belongs there or will. */
  isWithin(part: ModelPart, school: string): boolean {
    if (part.kind === 'group') return this.groupsOfSchool(school).includes(part.id);
    const home = part.kind === 'school' ? part.id : part.home;
    return this.schoolsReached(school).includes(home) && (part.kind !== 'user' || this.willBelong(part));
  }

  private willBelong({ id, home }: { id: string; home: string }): boolean {
    return this.memberships.some(
      (m) => m.user === id && m.school === home && (m.until === null || m.until > this.now),
    );
  }

  private reaches(user: string, part: ModelPart, resource: ModelShared): boolean {
    const tied = this.isTied(part, resource);
    // A free licence lets those to whom it was shown keep it when the school leaves.
    const stays = tied || resource.licence === 'CC-BY-4.0';
    if (this.goesAsFar(part, resource) && stays && this.belongs(user, part)) return true;
    // Of a group that is too wide, or that the school has left, the own school is left.
    return (
      part.kind === 'group' &&
      !(this.goesAsFar(part, resource) && tied) &&
      this.schoolsOf(user).includes(resource.school)
    );
  }

  /** Whether the school still shares a group with those whom the part names. */
  private isTied(part: ModelPart, { school }: ModelShared): boolean {
    if (part.kind === 'group') return this.groupsOfSchool(school).includes(part.id);
    const home = part.kind === 'school' ? part.id : part.home;
    return this.schoolsReached(school).includes(home);
  }

  belongs(user: string, part: ModelPart): boolean {
    switch (part.kind) {
      case 'user':
        return part.id === user && this.schoolsOf(user).includes(part.home);
      case 'team':
        return this.membershipsOf(user).some((m) => m.scope === 'team' && m.scopeId === part.id);
      case 'department':
        return this.membershipsOf(user).some((m) => m.department === part.id);
      case 'school':
        return this.schoolsOf(user).includes(part.id);
      case 'group':
        return this.groupsOf(user).includes(part.id);
    }
  }

  /** The marks that are shown with it: none with what is shown to nobody. */
  marksShown({ state, trashed, marks }: ModelResource): string[] {
    return state === 'published' && !trashed
      ? marks.map(({ kind, scopeId }) => `${kind} ${scopeId}`).sort()
      : [];
  }

  /** What it is found by. */
  highestMark({ marks }: ModelResource): 'group' | 'school' | null {
    if (marks.length === 0) return null;
    return marks.some(({ kind }) => kind === 'group') ? 'group' : 'school';
  }

  /** What lists and searches may show to somebody. */
  listed(user: string): ModelResource[] {
    return this.listedAmong(user, this.resources);
  }

  /** Which collections the list of new ones may show to somebody. */
  shelves(user: string): ModelCollection[] {
    return this.listedAmong(user, this.collections);
  }

  private listedAmong<T extends ModelShared>(user: string, all: ReadonlyMap<string, T>): T[] {
    return [...all.values()].filter(
      (one) => one.state === 'published' && !one.trashed && this.right(user, one) !== 'none',
    );
  }

  /** The collections that somebody curates: their own, and those they were let in to by name. */
  curated(user: string): ModelCollection[] {
    return [...this.collections.values()].filter((collection) => {
      const named = collection.grants.some((grant) =>
        /edit|manage/.test(this.byGrant(user, grant, collection)),
      );
      return !collection.trashed && (collection.author === user || named) && this.edits(user, collection);
    });
  }

  edits(user: string, collection: ModelCollection): boolean {
    return /edit|manage/.test(this.right(user, collection));
  }

  /** Whether somebody may see what an item refers to by itself: being collected changes nothing of it. */
  sees(user: string, target: ModelTarget): boolean {
    return target.kind === 'link' || this.right(user, target.of) !== 'none';
  }

  /** Why there is nothing to be shown of it; null where there is. */
  gap(user: string, target: ModelTarget): 'away' | 'trashed' | 'withdrawn' | null {
    if (target.kind === 'link') return null;
    if (!this.sees(user, target)) return 'away';
    if (target.of.trashed) return 'trashed';
    return target.of.state === 'withdrawn' ? 'withdrawn' : null;
  }

  /** The items in the order of their sections. */
  inOrder({ sections, items }: ModelCollection): ModelItem[] {
    return sections.flatMap(({ id }) => items.filter(({ section }) => section === id));
  }

  /** What somebody reads of a collection that they may see: its items less those that are not for them. */
  read(user: string, collection: ModelCollection): ModelItem[] {
    return this.inOrder(collection).filter(({ target }) => this.gap(user, target) === null);
  }

  /** Whether a collection that was put into another one would come to hold itself. */
  holds(inner: ModelCollection, outer: ModelCollection): boolean {
    return (
      inner === outer ||
      inner.items.some(({ target }) => target.kind === 'collection' && this.holds(target.of, outer))
    );
  }
}
