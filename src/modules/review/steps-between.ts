import type { ReviewLevel, ReviewRule } from '../../contracts/index.js';
import type { Id } from '../../kernel/ids.js';
import type { ReviewStep, WiderReach } from '../resources/index.js';

/** What a group asks for. */
export interface GroupRules {
  groupId: Id;
  rules: readonly ReviewRule[];
}

/**
 * The levels before an audience of that reach, by the policies of all groups that the owning school is in: what any of
 * them asks for is asked. Two judge at what is the last level of a line that wants it so. Departments and the school are
 * passed once, then each group that wants its own lead's word.
 */
export function stepsBetween(
  schoolId: Id,
  groups: readonly GroupRules[],
  type: string | null,
  reach: WiderReach,
): ReviewStep[] {
  const asked = groups.map(({ groupId, rules }) => ({ groupId, ...askedOf(rules, type, reach) }));
  const anybodyAsks = (level: ReviewLevel) => asked.some(({ levels }) => levels.includes(level));
  const twice = (level: ReviewLevel, within = asked) =>
    within.some(({ levels, second }) => second && levels.at(-1) === level) ? { second: true as const } : {};
  return [
    ...(['department', 'school'] as const)
      .filter(anybodyAsks)
      .map((level) => ({ level, scopeId: schoolId, ...twice(level) })),
    ...asked
      .filter(({ levels }) => levels.includes('group'))
      .map((one) => ({ level: 'group' as const, scopeId: one.groupId, ...twice('group', [one]) })),
  ];
}

/** The line of the type, else the one for all types without one. */
function askedOf(
  rules: readonly ReviewRule[],
  type: string | null,
  reach: WiderReach,
): { levels: readonly ReviewLevel[]; second: boolean } {
  const rule =
    rules.find((one) => one.type === type && type !== null) ?? rules.find((one) => one.type === null);
  return { levels: rule?.[reach] ?? [], second: rule?.second ?? false };
}
