/**
 * Who may see what, said a second time and as plainly as possible: product.md in thirty lines. It knows nothing of the
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
  scope: 'department' | 'school' | 'group';
  scopeId: string;
  school: string | null;
  role: string;
  from: number;
  until: number | null;
}
export type ModelAudience =
  | { preset: 'self' | 'school' }
  | { preset: 'department'; departmentIds: string[] }
  | { preset: 'schools'; schoolIds: string[] }
  | { preset: 'group'; groupIds: string[] };
export interface ModelResource {
  id: string;
  title: string;
  tag: string;
  author: string;
  school: string;
  state: 'draft' | 'published' | 'withdrawn';
  trashed: boolean;
  audience: ModelAudience | null;
  previewOnly: boolean;
  fileId: string | null;
}

export type ModelRight = 'none' | 'view' | 'download' | 'manage';

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

  schoolsReached(school: string): string[] {
    const groups = this.links.filter((l) => this.active(l) && l.school === school).map((l) => l.group);
    return [
      school,
      ...this.links.filter((l) => this.active(l) && groups.includes(l.group)).map((l) => l.school),
    ];
  }

  right(user: string, resource: ModelResource): ModelRight {
    const here = this.schoolsOf(user).includes(resource.school);
    if (resource.author === user) return here ? 'manage' : 'download';
    if (resource.trashed || resource.state === 'draft') return 'none';
    const keeper = this.membershipsOf(user).some(
      (m) =>
        m.scope === 'school' &&
        m.scopeId === resource.school &&
        (m.role === 'librarian' || m.role === 'school_admin'),
    );
    if (keeper) return 'manage';
    if (resource.state === 'withdrawn' || !resource.audience) return 'none';
    if (!this.addressed(user, resource.audience, resource.school)) return 'none';
    return resource.previewOnly ? 'view' : 'download';
  }

  private addressed(user: string, audience: ModelAudience, school: string): boolean {
    switch (audience.preset) {
      case 'self':
        return false;
      case 'school':
        return this.schoolsOf(user).includes(school);
      case 'department':
        return this.membershipsOf(user).some(
          (m) => m.scope === 'department' && audience.departmentIds.includes(m.scopeId),
        );
      case 'schools':
        return this.schoolsOf(user).some((s) => audience.schoolIds.includes(s));
      case 'group':
        return this.groupsOf(user).some((g) => audience.groupIds.includes(g));
    }
  }

  /** What lists and searches may show to somebody. */
  listed(user: string): ModelResource[] {
    return [...this.resources.values()].filter(
      (r) => r.state === 'published' && !r.trashed && this.right(user, r) !== 'none',
    );
  }
}
