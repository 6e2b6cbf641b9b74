import { marksInOffice, type Headed } from './mark-offices.js';

const resource = { schoolId: 's1', subject: 'math', groupIds: ['g1', 'g2'] };
const member = (role: string, scopeId: string, subject: string | null = null) => ({ role, scopeId, subject });
const given = (memberships: ReturnType<typeof member>[], headed: Headed[] = [], of = resource) =>
  marksInOffice(memberships, headed, of).map(({ kind, scopeId }) => `${kind} ${scopeId}`);

describe('marks that an office lets somebody give', () => {
  it.each([
    ['an administrator of the school', [member('school_admin', 's1')], ['school s1']],
    ['an administrator of another school', [member('school_admin', 's2')], []],
    [
      'a lead of the subject of one of its groups',
      [member('group_subject_lead', 'g2', 'math')],
      ['group g2'],
    ],
    ['a lead of another subject', [member('group_subject_lead', 'g1', 'english')], []],
    ['an administrator of a group', [member('group_admin', 'g1')], ['group g1']],
    ['an administrator of a group that the school is not in', [member('group_admin', 'g3')], []],
    [
      'somebody with several offices',
      [member('group_admin', 'g1'), member('group_subject_lead', 'g1', 'math'), member('school_admin', 's1')],
      ['school s1', 'group g1'],
    ],
    ['a teacher', [member('teacher', 's1'), member('librarian', 's1'), member('inspector', 'g1')], []],
  ])('%s', (_who, memberships, expected) => expect(given(memberships)).toEqual(expected));

  it('a head of department marks what is of its subject, at its school', () => {
    const head = (schoolId: string, subject: string) => given([], [{ schoolId, subject }]);
    expect([head('s1', 'math'), head('s1', 'english'), head('s2', 'math')]).toEqual([['school s1'], [], []]);
  });

  it('where there is no subject, only administrators', () => {
    const without = { ...resource, subject: null as never };
    const held = [member('group_subject_lead', 'g1', null), member('group_admin', 'g2')];
    expect(given(held, [{ schoolId: 's1', subject: 'math' }], without)).toEqual(['group g2']);
  });
});
