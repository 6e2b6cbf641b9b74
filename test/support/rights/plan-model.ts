import type {
  ModelGrant,
  ModelLook,
  ModelPart,
  ModelResource,
  ModelRight,
  ModelShared,
  RightsModel,
} from './model.js';

/** Somebody's own version of what was agreed. */
export interface ModelAdaptation {
  user: string;
  of: ModelResource;
  handedIn: boolean;
}
export interface ModelLesson {
  id: string;
  title: string;
  lead: string | null;
  state: 'planned' | 'drafted' | 'agreed' | 'dropped';
  /** what was laid as its draft */
  draft: ModelResource | null;
  /** whose remarks on it are open */
  remarks: { id: string; by: string }[];
  adaptations: ModelAdaptation[];
  reflected: Set<string>;
}
/** Its audience is whom it is for, its grants are its organizers; a draft before it has begun. */
export interface ModelPlan extends ModelShared {
  closed: boolean;
  lessons: ModelLesson[];
  /** a draft was laid in it, now or before */
  laid: boolean;
}

/** Whether its people can do something in it now. */
export const isRunning = ({ state, closed }: ModelPlan) => state === 'published' && !closed;

const LEADING = ['department_lead', 'group_subject_lead', 'school_admin', 'group_admin'];

/** Who prepares lessons together, and what that shows them: the rules of preparation, said a second time. */
export class PlanModel {
  readonly all = new Map<string, ModelPlan>();

  constructor(private readonly model: RightsModel) {}

  /** A plan is a room, not somebody's work: whoever leaves loses sight of it, its maker, too. */
  right(user: string, plan: ModelPlan): ModelRight {
    return this.model.right(user, this.asRoom(plan));
  }

  sees(user: string, plan: ModelPlan): boolean {
    return this.right(user, plan) !== 'none';
  }

  organizes(user: string, plan: ModelPlan): boolean {
    return this.right(user, plan) === 'manage';
  }

  /** Whether somebody prepares lessons by it, be it that it has not begun: not those who only keep the catalogue. */
  isIn(user: string, plan: ModelPlan): boolean {
    return this.model.right(user, { ...this.asRoom(plan), state: 'published' }, 'without') !== 'none';
  }

  listed(user: string, state: 'open' | 'closed'): ModelPlan[] {
    return [...this.all.values()].filter(
      (plan) => plan.closed === (state === 'closed') && this.sees(user, plan),
    );
  }

  /** Schools in whose name somebody can make a plan: theirs, where they lead something in it or around it. */
  schoolsOfMaker(user: string): string[] {
    const held = this.model.membershipsOf(user).filter(({ role }) => LEADING.includes(role));
    return [...new Set(this.model.schoolsOf(user))].filter((school) =>
      held.some((m) =>
        m.scope === 'group' ? this.model.groupsOfSchool(school).includes(m.scopeId) : m.school === school,
      ),
    );
  }

  /**
   * What plans let somebody do with a resource that one of theirs shows, as far as it may be shown there at all: nothing
   * before or after it is visible, no more than its readers may.
   */
  shows(user: string, resource: ModelResource): ModelLook {
    if (!this.model.isInWindow(resource) || !this.lies(user, resource)) return 'none';
    return resource.previewOnly || resource.licence === 'TEXTBOOK-PUBLISHER' ? 'view' : 'download';
  }

  /** Whether it is before somebody in a lesson: whoever has a right of their own to it sees it there at all times. */
  isBefore(user: string, resource: ModelResource): boolean {
    if (this.shows(user, resource) !== 'none') return true;
    return this.lies(user, resource) && this.model.right(user, resource) !== 'none';
  }

  /** Whether a plan of theirs shows it, be it that it is not visible yet or any more. */
  private lies(user: string, resource: ModelResource): boolean {
    if (resource.trashed || resource.state === 'withdrawn') return false;
    return [...this.all.values()].some(
      (plan) => this.holds(plan, resource) && this.sees(user, plan) && this.goesTo(user, plan, resource),
    );
  }

  /** Whether nobody of the plan would be left out. */
  isShowable(plan: ModelPlan, resource: ModelResource): boolean {
    return partsOf(plan).every((part) => this.model.goesAsFar(part, resource));
  }

  /** Agreed on by a group that goes on preparing: it stays as it is. */
  isFrozen(resource: ModelResource): boolean {
    return [...this.all.values()]
      .filter(isRunning)
      .some(({ lessons }) => lessons.some(({ state, draft }) => state === 'agreed' && draft === resource));
  }

  /** What was deleted is no version of anybody's. */
  adaptations({ adaptations }: ModelLesson): ModelAdaptation[] {
    return adaptations.filter(({ of }) => !of.trashed);
  }

  private holds({ lessons }: ModelPlan, resource: ModelResource): boolean {
    return lessons.some(
      ({ state, draft, adaptations }) =>
        ((state === 'drafted' || state === 'agreed') && draft === resource) ||
        adaptations.some(({ of, handedIn }) => handedIn && of === resource),
    );
  }

  /** Where it may not be shown to all of them, to those of the parts that are left; of a group its own school is. */
  private goesTo(user: string, plan: ModelPlan, resource: ModelResource): boolean {
    if (this.isShowable(plan, resource)) return true;
    return partsOf(plan).some((part) => {
      if (this.model.goesAsFar(part, resource)) return this.model.belongs(user, part);
      return part.kind === 'group' && this.model.schoolsOf(user).includes(resource.school);
    });
  }

  private asRoom(plan: ModelPlan): ModelPlan {
    const stays = this.model.schoolsOf(plan.author).includes(plan.school);
    return stays ? plan : { ...plan, author: '' };
  }
}

const partsOf = ({ audience, grants, author, school }: ModelPlan): ModelPart[] => [
  ...(audience ?? []),
  ...grants.map(({ to }: ModelGrant) => to),
  { kind: 'user', id: author, home: school },
];
