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
 * them asks for is asked. Departments and the school are passed once, then each group that wants its own lead's word.
 */
export function stepsBetween(
  schoolId: Id,
  groups: readonly GroupRules[],
  type: string | null,
  reach: WiderReach,
): ReviewStep[] {
  const asked = groups.map(({ groupId, rules }) => ({ groupId, levels: levelsOf(rules, type, reach) }));
  const anybodyAsks = (level: ReviewLevel) => asked.some(({ levels }) => levels.includes(level));
  return [
    ...(['department', 'school'] as const).filter(anybodyAsks).map((level) => ({ level, scopeId: schoolId })),
    ...asked
      .filter(({ levels }) => levels.includes('group'))
      .map(({ groupId }) => ({ level: 'group' as const, scopeId: groupId })),
  ];
}

/** The line of the type, else the one for all types without one. */
function levelsOf(
  rules: readonly ReviewRule[],
  type: string | null,
  reach: WiderReach,
): readonly ReviewLevel[] {
  const rule =
    rules.find((one) => one.type === type && type !== null) ?? rules.find((one) => one.type === null);
  return rule?.[reach] ?? [];
}
