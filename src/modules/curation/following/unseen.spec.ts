import type { AudiencePart } from '../../../contracts/index.js';
import { unseenParts, type Places } from './unseen.js';

const places: Places = {
  schoolsOf: new Map([
    ['G', ['S1', 'S2', 'S3']],
    ['H', ['S3']],
  ]),
  homes: new Map([
    ['D1', 'S1'],
    ['T1', 'S1'],
    ['D2', 'S2'],
  ]),
  departmentOf: new Map([['T1', 'D1']]),
};
const group: AudiencePart = { kind: 'group', id: 'G' };
const unseen = (audience: AudiencePart[], ...held: string[]) => unseenParts(audience, new Set(held), places);

describe('who of an audience does not see an item', () => {
  it('nobody, when it is shown to the same, or to more', () => {
    expect(unseen([group], 'g:G')).toEqual([]);
    expect(unseen([{ kind: 'school', id: 'S2' }], 'g:G')).toEqual([]);
    expect(unseen([{ kind: 'team', id: 'T1' }], 'd:D1')).toEqual([]);
    expect(unseen([{ kind: 'department', id: 'D1' }], 's:S1')).toEqual([]);
    expect(unseen([{ kind: 'user', id: 'U', schoolId: 'S1' }], 's:S1')).toEqual([]);
  });

  it('the schools of a group that do not, and the group where none does', () => {
    expect(unseen([group], 's:S1', 'g:H')).toEqual([{ kind: 'school', id: 'S2' }]);
    expect(unseen([group], 's:S1', 's:S2', 's:S3')).toEqual([]);
    expect(unseen([group], 'd:D1', 'a:U:S1')).toEqual([group]);
  });

  it('those named who stand behind nothing that it is shown to', () => {
    const parts: AudiencePart[] = [
      { kind: 'department', id: 'D2' },
      { kind: 'user', id: 'U', schoolId: 'S2' },
    ];
    expect(unseen(parts, 's:S1')).toEqual(parts);
    expect(unseen(parts, 's:S1', 'd:D2')).toEqual([parts[1]]);
    expect(unseen(parts, 'a:U:S2')).toEqual([parts[0]]);
  });
});
