import type { MarkInput } from '../../../contracts/index.js';
import type { ActiveMembership } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';

/** A department that somebody heads. */
export interface Headed {
  schoolId: Id;
  subject: string;
}

/** What decides on who marks a resource. */
export interface Markable {
  schoolId: Id;
  subject: string | null;
  /** groups in whose name it may be marked: those that the owning school is in */
  groupIds: readonly Id[];
}

/**
 * The marks that somebody's memberships of now let them give: of the school its administrators and the heads of its
 * departments of the subject, of a group its administrators and its leads of the subject.
 */
export function marksInOffice(
  memberships: readonly Pick<ActiveMembership, 'role' | 'scopeId' | 'subject'>[],
  headed: readonly Headed[],
  { schoolId, subject, groupIds }: Markable,
): MarkInput[] {
  const holds = (role: string, scopeId: Id) =>
    memberships.filter((m) => m.role === role && m.scopeId === scopeId);
  const leads = (groupId: Id) =>
    subject !== null && holds('group_subject_lead', groupId).some((m) => m.subject === subject);
  const ofSchool =
    holds('school_admin', schoolId).length > 0 ||
    headed.some((one) => one.schoolId === schoolId && one.subject === subject);
  return [
    ...(ofSchool ? [{ kind: 'school' as const, scopeId: schoolId }] : []),
    ...groupIds
      .filter((groupId) => holds('group_admin', groupId).length > 0 || leads(groupId))
      .map((groupId) => ({ kind: 'group' as const, scopeId: groupId })),
  ];
}

/** Whether both say the same mark. */
export const isSameMark = (a: MarkInput, b: MarkInput): boolean =>
  a.kind === b.kind && a.scopeId === b.scopeId;
