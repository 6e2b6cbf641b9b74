import type { AudiencePart } from '../../../contracts/index.js';
import { addedReach } from './added-reach.js';

const own: AudiencePart = { kind: 'school', id: 'own' };
const sister: AudiencePart = { kind: 'school', id: 'sister' };
const group: AudiencePart = { kind: 'group', id: 'group' };
const maths: AudiencePart = { kind: 'department', id: 'maths' };
const theirs: AudiencePart = { kind: 'department', id: 'theirs' };
const homes = new Map([
  ['maths', 'own'],
  ['theirs', 'sister'],
]);
const reach = (present: AudiencePart[], next: AudiencePart[]) =>
  addedReach({ parts: present, schoolsOfGroups: new Set(schools(present)) }, next, 'own', homes);
const schools = (present: AudiencePart[]) => (present.includes(group) ? ['own', 'sister'] : []);

describe('how far an audience reaches that is not reached yet', () => {
  it('is nowhere among colleagues named at home, then the whole school, then beyond it', () => {
    expect(reach([], [])).toBeNull();
    expect(reach([], [maths, { kind: 'user', id: 'u', schoolId: 'own' }])).toBeNull();
    expect(reach([], [own])).toBe('school');
    for (const part of [sister, group, theirs, { kind: 'user', id: 'u', schoolId: 'sister' } as const])
      expect(reach([], [own, part])).toBe('beyond');
  });

  it('counts a department that nobody knows as beyond', () => {
    expect(reach([], [{ kind: 'department', id: 'unknown' }])).toBe('beyond');
  });

  it('leaves out those who see it already, in whichever way', () => {
    expect(reach([group], [own, sister, theirs, maths])).toBeNull();
    expect(reach([own, sister], [theirs])).toBeNull();
    expect(reach([own, sister], [own, group])).toBe('beyond');
    expect(reach([group], [group, { kind: 'group', id: 'other' }])).toBe('beyond');
    expect(reach([maths], [own])).toBe('school');
  });
});
