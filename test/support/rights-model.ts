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
export interface ModelResource {
  id: string;
  title: string;
  tag: string;
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
  links: ModelShareLink[];
  fileId: string | null;
}

const RIGHTS = ['none', 'view', 'download', 'edit', 'manage'] as const;
export type ModelRight = (typeof RIGHTS)[number];

export class RightsModel {
  now = 0;
  readonly links: ModelLink[] = [];
  readonly memberships: ModelMembership[] = [];
  readonly resources = new Map<string, ModelResource>();

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

  /** The highest of what somebody has as author, by grants, as a keeper of the catalogue and as one of the audience. */
  right(user: string, resource: ModelResource): ModelRight {
    const all = [this.asAuthor(user, resource)];
    if (!resource.trashed) {
      all.push(...resource.grants.map((grant) => this.byGrant(user, grant, resource)));
      if (resource.state !== 'draft') all.push(this.asKeeper(user, resource));
      if (resource.state === 'published') all.push(this.asAudience(user, resource));
    }
    return RIGHTS[Math.max(...all.map((right) => RIGHTS.indexOf(right)))]!;
  }

  private asAuthor(user: string, resource: ModelResource): ModelRight {
    if (resource.author !== user) return 'none';
    return this.schoolsOf(user).includes(resource.school) ? 'manage' : 'download';
  }

  private byGrant(user: string, { to, right, credited }: ModelGrant, resource: ModelResource): ModelRight {
    if (!this.goesAsFar(to, resource)) return 'none';
    if (this.belongs(user, to) && this.isTied(to, resource)) return right;
    return credited && to.id === user ? 'download' : 'none';
  }

  private asKeeper(user: string, resource: ModelResource): ModelRight {
    const keeper = this.membershipsOf(user).some(
      (m) =>
        m.scope === 'school' &&
        m.scopeId === resource.school &&
        (m.role === 'librarian' || m.role === 'school_admin'),
    );
    return keeper ? 'manage' : 'none';
  }

  private asAudience(user: string, resource: ModelResource): ModelRight {
    if (resource.audience === null) return 'none';
    if (!this.isInWindow(resource)) return 'none';
    if (!resource.audience.some((part) => this.reaches(user, part, resource))) return 'none';
    return resource.previewOnly || resource.licence === 'TEXTBOOK-PUBLISHER' ? 'view' : 'download';
  }

  private isInWindow({ visibleFrom, visibleUntil }: ModelResource): boolean {
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
  limit(resource: Pick<ModelResource, 'pupils' | 'consent' | 'licence'>): 'school' | 'named' | 'group' {
    if (resource.pupils && !resource.consent) return 'school';
    if (resource.licence === 'GROUP-ONLY' || resource.licence === 'CC-BY-4.0') return 'group';
    return resource.licence === 'NAMED-SCHOOLS' ? 'named' : 'school';
  }

  /** Whether nothing of the part is cut off by how far the resource may go. */
  goesAsFar(part: ModelPart, resource: Pick<ModelResource, 'pupils' | 'consent' | 'licence' | 'school'>) {
    const limit = this.limit(resource);
    if (limit === 'group') return true;
    if (part.kind === 'group') return false;
    const home = part.kind === 'school' ? part.id : part.home;
    return limit === 'named' || home === resource.school;
  }

  private reaches(user: string, part: ModelPart, resource: ModelResource): boolean {
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
  private isTied(part: ModelPart, { school }: ModelResource): boolean {
    if (part.kind === 'group') return this.groupsOfSchool(school).includes(part.id);
    const home = part.kind === 'school' ? part.id : part.home;
    return this.schoolsReached(school).includes(home);
  }

  private belongs(user: string, part: ModelPart): boolean {
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

  /** What lists and searches may show to somebody. */
  listed(user: string): ModelResource[] {
    return [...this.resources.values()].filter(
      (r) => r.state === 'published' && !r.trashed && this.right(user, r) !== 'none',
    );
  }
}
