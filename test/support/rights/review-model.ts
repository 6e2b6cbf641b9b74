import type { ModelPart, ModelResource, RightsModel } from './model.js';

/** Levels in the order in which they are passed. */
const LEVELS = ['department', 'school', 'group'] as const;
export type ModelLevel = (typeof LEVELS)[number];
/** What a group asks before things of a type are shown; `type` null: of types without a line. */
export interface ModelRule {
  type: string | null;
  school: ModelLevel[];
  beyond: ModelLevel[];
}
/** `at`: the owning school, or the group that asks. */
interface ModelStep {
  level: ModelLevel;
  at: string;
}
/** To whom something is to be shown, and when. */
export interface ModelRelease {
  parts: ModelPart[];
  previewOnly: boolean;
  visibleFrom: number | null;
  visibleUntil: number | null;
}
/** A quality mark, in the name of the owning school or of a group. */
export interface ModelMark {
  kind: 'school' | 'group';
  scopeId: string;
}
/** What a resource holds, or is to hold. */
export interface ModelContents {
  fileId: string | null;
  link: string | null;
}
export interface ModelSubmission {
  id: string;
  of: ModelResource;
  /** whose work it was when it was submitted, and who submitted it */
  makers: string[];
  subject: string | null;
  steps: ModelStep[];
  passed: number;
  state: 'waiting' | 'taken' | 'asked' | 'approved' | 'returned' | 'withdrawn' | 'overtaken';
  /** who has it, or decided last */
  reviewer: string | null;
  /** who returned it before an appeal */
  barred: string | null;
  appealed: boolean;
  release: ModelRelease;
}

const isOpen = ({ state }: ModelSubmission) => ['waiting', 'taken', 'asked'].includes(state);
const keyOf = (part: ModelPart) => `${part.kind} ${part.id} ${part.kind === 'user' ? part.home : ''}`;
const homeOf = (part: ModelPart) =>
  part.kind === 'group' ? null : part.kind === 'school' ? part.id : part.home;

/** Who is asked before something is shown, and what becomes of it: the rules of review, said a second time. */
export class ReviewModel {
  readonly policies = new Map<string, ModelRule[]>();
  readonly submissions: ModelSubmission[] = [];

  constructor(private readonly model: RightsModel) {}

  /**
   * The levels between a resource and an audience, of what every group of its school asks for those who are not in the
   * audience that it has: nothing for colleagues named at home.
   */
  before(resource: ModelResource, parts: readonly ModelPart[], shown = shownTo(resource)): ModelStep[] {
    const added = parts.filter((part) => !shown.some((one) => this.covers(one, part)));
    const beyond = added.some((part) => homeOf(part) !== resource.school);
    if (!beyond && !added.some((part) => part.kind === 'school')) return [];
    const groups = [...new Set(this.model.groupsOfSchool(resource.school))].sort();
    const asking = (level: ModelLevel) =>
      groups.filter((group) => this.line(group, resource)?.[beyond ? 'beyond' : 'school'].includes(level));
    return LEVELS.flatMap((level): ModelStep[] => {
      if (level === 'group') return asking(level).map((at) => ({ level, at }));
      return asking(level).length > 0 ? [{ level, at: resource.school }] : [];
    });
  }

  /** The same before other content than what is in force: nobody has seen that. */
  beforeOther(resource: ModelResource, parts: readonly ModelPart[]): ModelStep[] {
    return this.before(resource, parts, []);
  }

  /** Before what is to be submitted: what waits, else what is in force. */
  toSubmit(resource: ModelResource, parts: readonly ModelPart[]): ModelStep[] {
    return resource.waiting ? this.beforeOther(resource, parts) : this.before(resource, parts);
  }

  private line(group: string, { type }: ModelResource): ModelRule | undefined {
    const lines = this.policies.get(group) ?? [];
    return lines.find((one) => one.type === type) ?? lines.find((one) => one.type === null);
  }

  private covers(one: ModelPart, part: ModelPart): boolean {
    const home = homeOf(part);
    if (keyOf(one) === keyOf(part)) return true;
    if (home === null) return false;
    return one.kind === 'school' ? one.id === home : one.kind === 'group' && this.isIn(home, one.id);
  }

  private isIn(school: string, group: string): boolean {
    return this.model.groupsOfSchool(school).includes(group);
  }

  /** Whether somebody is asked now to decide on it. */
  isAsked(user: string, submission: ModelSubmission): boolean {
    const step = submission.steps[submission.passed];
    if (!isOpen(submission) || step === undefined || submission.barred === user) return false;
    return this.nearness(user, submission) === null && this.office(user, step, submission) !== null;
  }

  /** What somebody is asked to decide on; without `standIn`, only what is theirs before others. */
  queue(user: string, standIn: boolean): ModelSubmission[] {
    return this.submissions.filter((one) => {
      if (!this.isAsked(user, one)) return false;
      return standIn || one.reviewer === user || this.office(user, one.steps[one.passed]!, one) === 'own';
    });
  }

  asks(user: string, resource: ModelResource): boolean {
    return this.submissions.some((one) => one.of === resource && this.isAsked(user, one));
  }

  ofResource(resource: ModelResource): ModelSubmission[] {
    return this.submissions.filter((one) => one.of === resource);
  }

  /**
   * In whose name somebody may mark a resource now: of its school, and of the groups that this is in. `also`: a group that
   * has marked it, and which it may have left since.
   */
  marksOf(user: string, resource: ModelResource, also: readonly string[] = []): ModelMark[] {
    const held = this.model.membershipsOf(user);
    const { school, subject } = resource;
    const ofSchool = held.some(
      (m) =>
        (m.role === 'school_admin' && m.scopeId === school) ||
        (m.role === 'department_lead' && m.school === school && m.subject === subject),
    );
    const groups = [...new Set([...this.model.groupsOfSchool(school), ...also])].filter((group) =>
      held.some(
        (m) =>
          m.scopeId === group &&
          (m.role === 'group_admin' || (m.role === 'group_subject_lead' && m.subject === subject)),
      ),
    );
    return [
      ...(ofSchool ? [{ kind: 'school' as const, scopeId: school }] : []),
      ...groups.map((scopeId) => ({ kind: 'group' as const, scopeId })),
    ];
  }

  /** Nobody marks what they made, or what somebody of their grade team made. */
  isNear(user: string, resource: ModelResource): boolean {
    return this.nearness(user, { makers: makersOf(resource) }) !== null;
  }

  private nearness(user: string, { makers }: Pick<ModelSubmission, 'makers'>): 'made' | 'near' | null {
    if (makers.includes(user)) return 'made';
    const teams = (of: string) =>
      this.model.membershipsOf(of).flatMap((m) => (m.scope === 'team' ? [m.scopeId] : []));
    return makers.some((maker) => teams(maker).some((team) => teams(user).includes(team))) ? 'near' : null;
  }

  /** As what somebody decides on a level: it is theirs, or they stand in for whose it is. */
  private office(user: string, { level, at }: ModelStep, { subject }: ModelSubmission) {
    const held = this.model.membershipsOf(user);
    const own = held.some((m) => {
      if (level === 'department')
        return m.role === 'department_lead' && m.school === at && m.subject === subject;
      if (level === 'school') return m.role === 'school_admin' && m.scopeId === at;
      return m.role === 'group_subject_lead' && m.scopeId === at && m.subject === subject;
    });
    const standsIn = held.some(
      (m) =>
        (m.role === 'school_admin' && m.scopeId === at) ||
        (m.role === 'group_admin' && (m.scopeId === at || this.isIn(at, m.scopeId))),
    );
    return own ? ('own' as const) : standsIn ? ('stand-in' as const) : null;
  }

  /**
   * What somebody is told who decides: 404 whom it never concerned, 409 whose work it is, whose level it has passed, for
   * whom somebody else has it, and when it is over; 204 else.
   */
  deciding(user: string, submission: ModelSubmission): 204 | 404 | 409 {
    const { steps, passed, barred, reviewer, of } = submission;
    const nearness = this.nearness(user, submission);
    const concerned = steps.slice(0, passed + 1).some((step) => this.office(user, step, submission) !== null);
    if (nearness === 'near' || !concerned || barred === user) return 404;
    if (makersOf(of).includes(user) || !this.isAsked(user, submission)) return 409;
    const isHeld = reviewer !== null && reviewer !== user && this.isAsked(reviewer, submission);
    return isHeld ? 409 : 204;
  }

  submit(resource: ModelResource, id: string, by: string, steps: ModelStep[], release: ModelRelease): void {
    this.overtake(resource, false);
    this.submissions.push({
      id,
      of: resource,
      makers: [...makersOf(resource), by],
      subject: resource.subject,
      steps,
      passed: 0,
      state: 'waiting',
      reviewer: null,
      barred: null,
      appealed: false,
      release,
    });
  }

  /** On to the next level, or in force with the audience that was submitted. */
  approve(submission: ModelSubmission, by: string): void {
    submission.passed += 1;
    const last = submission.passed === submission.steps.length;
    Object.assign(submission, last ? { state: 'approved', reviewer: by } : { state: 'waiting', ...NOBODY });
    if (!last) return;
    this.release(submission.of);
    show(submission.of, submission.release);
  }

  /** Only of what was submitted last, once: another one of the level looks again, or the next level. */
  appeal(submission: ModelSubmission, people: readonly string[]): boolean {
    if (submission.state !== 'returned' || submission.appealed) return false;
    if (this.ofResource(submission.of).at(-1) !== submission) return false;
    const barred = submission.reviewer;
    Object.assign(submission, { state: 'waiting', appealed: true, reviewer: null, barred });
    const step = submission.steps[submission.passed]!;
    const others = people.some(
      (user) => this.isAsked(user, submission) && this.office(user, step, submission) === 'own',
    );
    if (!others) submission.passed = Math.min(submission.passed + 1, submission.steps.length - 1);
    return true;
  }

  /** Something else is there, or it is shown to nobody: what was submitted is decided on no more. */
  overtake(resource: ModelResource, returned = true): void {
    const latest = this.ofResource(resource).at(-1);
    if (latest && (isOpen(latest) || (returned && latest.state === 'returned'))) latest.state = 'overtaken';
  }

  /** Shows it; what waits comes in force with it where that asks for nobody's word. */
  publish(resource: ModelResource, release: ModelRelease): void {
    if (this.beforeOther(resource, release.parts).length === 0) this.release(resource);
    show(resource, release);
  }

  /** Other content: waiting beside the one in force where review stands between; gives where it is then. */
  replace(resource: ModelResource, contents: ModelContents): 'waiting' | 'in force' {
    const { state, audience } = resource;
    if (state === 'published' && this.beforeOther(resource, audience ?? []).length > 0) {
      resource.waiting = contents;
      this.overtake(resource);
      return 'waiting';
    }
    this.release(resource);
    this.overtake(resource);
    putInForce(resource, contents);
    return 'in force';
  }

  private release(resource: ModelResource): void {
    if (resource.waiting) putInForce(resource, resource.waiting);
    resource.waiting = null;
  }
}

const NOBODY = { reviewer: null, barred: null };

const shownTo = ({ state, audience }: ModelResource): ModelPart[] =>
  state === 'published' ? (audience ?? []) : [];

function makersOf({ author, grants }: ModelResource): string[] {
  return [author, ...grants.filter(({ credited }) => credited).map(({ to }) => to.id)];
}

function show(resource: ModelResource, { parts, ...rest }: ModelRelease): void {
  Object.assign(resource, { state: 'published', audience: parts, ...rest, shownOnce: true });
}

/** What nobody but its makers has seen is not kept. */
function putInForce(resource: ModelResource, contents: ModelContents): void {
  if (resource.shownOnce) resource.earlierFileId = resource.fileId;
  // Marks were given to what it held.
  Object.assign(resource, contents, { marks: [] });
}
