import type { ReviewRule } from '../../contracts/index.js';
import { stepsBetween, type GroupRules } from './steps-between.js';

const rule = (type: string | null, school: ReviewRule['school'], beyond: ReviewRule['beyond']) => ({
  type,
  school,
  beyond,
});
const between = (groups: GroupRules[], type: string | null, reach: 'school' | 'beyond') =>
  stepsBetween('school', groups, type, reach).map(({ level, scopeId }) => `${level} ${scopeId}`);

describe('the levels before an audience', () => {
  const one: GroupRules = {
    groupId: 'one',
    rules: [rule(null, ['department'], ['department', 'group']), rule('paper', [], ['school'])],
  };

  it('are none without a policy, or without a line that fits', () => {
    expect(between([], 'slides', 'beyond')).toEqual([]);
    expect(between([{ groupId: 'two', rules: [rule('paper', ['school'], [])] }], 'slides', 'school')).toEqual(
      [],
    );
  });

  it('are those of the line of the type, else of the one for all others', () => {
    expect(between([one], 'slides', 'school')).toEqual(['department school']);
    expect(between([one], 'slides', 'beyond')).toEqual(['department school', 'group one']);
    expect(between([one], 'paper', 'school')).toEqual([]);
    expect(between([one], 'paper', 'beyond')).toEqual(['school school']);
    expect(between([one], null, 'school')).toEqual(['department school']);
  });

  it('are what any group of the school asks for, its own levels once', () => {
    const two: GroupRules = { groupId: 'two', rules: [rule(null, [], ['department', 'school', 'group'])] };
    expect(between([one, two], 'slides', 'beyond')).toEqual([
      'department school',
      'school school',
      'group one',
      'group two',
    ]);
  });

  it('are judged by two at the last level of a line that wants it so, and at no other', () => {
    const two = (groupId: string, ...beyond: ReviewRule['beyond']): GroupRules => ({
      groupId,
      rules: [{ type: null, school: ['department'], beyond, second: true }],
    });
    const twice = (groups: GroupRules[], reach: 'school' | 'beyond') =>
      stepsBetween('school', groups, null, reach).map(({ scopeId, second }) => [scopeId, second ?? false]);
    expect(twice([two('a', 'department', 'group'), one], 'beyond')).toEqual([
      ['school', false],
      ['a', true],
      ['one', false],
    ]);
    expect(twice([two('a', 'department', 'group')], 'school')).toEqual([['school', true]]);
  });
});
