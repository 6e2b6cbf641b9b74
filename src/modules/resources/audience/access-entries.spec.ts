import { LICENCE_KEYS, LICENCES } from '../../../contracts/index.js';
import { accessEntries, type Grant, type Shared } from './access-entries.js';

const published: Shared = {
  schoolId: 'S1',
  authorId: 'U1',
  state: 'published',
  trashedAt: null,
  publishedAt: 1_000,
  audience: { preset: 'group', groupIds: ['G1'], previewOnly: false },
  licence: 'GROUP-ONLY',
  licenceUntil: null,
  pupils: false,
  consentRef: null,
  visibleFrom: null,
  visibleUntil: null,
};
const homes = new Map([
  ['D1', 'S1'],
  ['D2', 'S2'],
  ['T2', 'S2'],
]);
const mix: Shared['audience'] = {
  preset: 'custom',
  previewOnly: false,
  parts: [
    { kind: 'user', id: 'U2', schoolId: 'S2' },
    { kind: 'user', id: 'U3', schoolId: 'S1' },
    { kind: 'department', id: 'D1' },
    { kind: 'department', id: 'D2' },
    { kind: 'team', id: 'T2' },
    { kind: 'school', id: 'S2' },
  ],
};

const open = { from: null, until: null };
const ties = { groups: new Map([['G1', open]]), schools: new Map([['S2', open]]) };

const of = (change: Partial<Shared>, source: string, grants: Grant[] = []) =>
  accessEntries({ ...published, ...change }, grants, { homes, ties }).filter((e) => e.source === source);
const seenBy = (change: Partial<Shared>) => of(change, 'audience').map((e) => e.principal);

describe('the access of a resource', () => {
  it('is given to each part of a mixed audience, people as members of a school', () => {
    expect(seenBy({ audience: mix })).toEqual(['a:U2:S2', 'a:U3:S1', 'd:D1', 'd:D2', 't:T2', 's:S2']);
  });

  it('stays in the school while pupils are in it and no consent is noted, whatever the audience says', () => {
    expect(seenBy({ audience: mix, pupils: true })).toEqual(['a:U3:S1', 'd:D1']);
    expect(seenBy({ pupils: true })).toEqual(['s:S1']);
    expect(seenBy({ pupils: true, consentRef: '2026-12' })).toEqual(['g:G1']);
  });

  it.each(LICENCE_KEYS)('goes no further than the licence %s', (licence) => {
    const { reach, download } = LICENCES[licence];
    expect(seenBy({ licence })).toEqual([reach === 'school' || reach === 'named' ? 's:S1' : 'g:G1']);
    const all = ['a:U2:S2', 'a:U3:S1', 'd:D1', 'd:D2', 't:T2', 's:S2'];
    expect(seenBy({ licence, audience: mix })).toEqual(reach === 'school' ? ['a:U3:S1', 'd:D1'] : all);
    expect(of({ licence }, 'audience').map((e) => e.right)).toEqual([download ? 'download' : 'view']);
  });

  it('opens and closes for the audience only, and is listed as of its opening', () => {
    const window = { visibleFrom: 5_000, visibleUntil: 9_000 };
    expect(of(window, 'audience')).toMatchObject([{ ...window, sortTime: 5_000 }]);
    for (const entry of of(window, 'author')) {
      expect(entry).toMatchObject({ sortTime: 5_000 });
      expect(entry.visibleFrom).toBeUndefined();
    }
    expect(of({ visibleFrom: 10 }, 'audience')).toMatchObject([{ sortTime: 1_000 }]);
  });

  it('ends with a licence that was bought for a time, and only with such a one', () => {
    const bought = { licence: 'THIRD-PARTY-LICENSED', licenceUntil: 7_000 } as const;
    expect(of(bought, 'audience')).toMatchObject([{ visibleUntil: 7_000 }]);
    expect(of({ ...bought, visibleUntil: 6_000 }, 'audience')).toMatchObject([{ visibleUntil: 6_000 }]);
    expect(of({ licenceUntil: 7_000 }, 'audience')).toMatchObject([{ visibleUntil: null }]);
  });

  it('is nobody else’s while it is a draft or in the trash', () => {
    expect(accessEntries({ ...published, state: 'draft' }, [], { homes, ties }).map((e) => e.source)).toEqual(
      ['author', 'author'],
    );
    expect(accessEntries({ ...published, trashedAt: 1 }, [], { homes, ties })).toHaveLength(2);
  });

  it('is given to those it was granted to, drafts too, within the widest audience, and not in the trash', () => {
    const grants: Grant[] = [
      { to: { kind: 'user', id: 'U2', schoolId: 'S2' }, right: 'edit', credited: true },
      { to: { kind: 'department', id: 'D1' }, right: 'manage', credited: false },
    ];
    const given = (change: Partial<Shared>) =>
      of(change, 'grant', grants).map((e) => [e.principal, e.right, e.visibleFrom]);
    expect(given({ state: 'draft' })).toEqual([
      ['a:U2:S2', 'edit', null],
      ['d:D1', 'manage', null],
    ]);
    expect(given({ visibleFrom: 99_999_999 })).toHaveLength(2);
    expect(given({ pupils: true })).toEqual([['d:D1', 'manage', null]]);
    expect(given({ trashedAt: 1 })).toEqual([]);
    // a co-author keeps sight of what they wrote, as the author does
    expect(of({}, 'author', grants).map((e) => [e.principal, e.right])).toContainEqual(['u:U2', 'download']);
    expect(of({ pupils: true }, 'author', grants).map((e) => e.principal)).not.toContain('u:U2');
  });

  describe('when its school leaves the group', () => {
    const leaving = { from: null, until: 8_000 };
    const after = (change: Partial<Shared>, grants: Grant[] = []) =>
      accessEntries({ ...published, ...change }, grants, {
        homes,
        ties: { groups: new Map([['G1', leaving]]), schools: new Map([['S2', leaving]]) },
      }).map((e) => [e.source, e.principal, e.visibleUntil ?? null]);

    it('stays its own school’s, and is the others’ until then', () => {
      expect(after({}).slice(3)).toEqual([
        ['audience', 'g:G1', 8_000],
        ['audience', 's:S1', null],
      ]);
      expect(after({ visibleUntil: 7_000 }).slice(3)).toEqual([
        ['audience', 'g:G1', 7_000],
        ['audience', 's:S1', 7_000],
      ]);
    });

    it('is kept by the others where its licence lets them', () => {
      expect(after({ licence: 'CC-BY-4.0' }).slice(3)).toEqual([
        ['audience', 'g:G1', null],
        ['audience', 's:S1', null],
      ]);
    });

    it('is no longer changed by people of other schools, who keep sight of what they wrote', () => {
      const grants: Grant[] = [
        { to: { kind: 'user', id: 'U2', schoolId: 'S2' }, right: 'manage', credited: true },
      ];
      expect(after({ licence: 'CC-BY-4.0' }, grants)).toContainEqual(['grant', 'a:U2:S2', 8_000]);
      expect(after({}, grants)).toContainEqual(['author', 'u:U2', null]);
    });

    it('is nothing to those to whom the school is tied no more', () => {
      const gone = { homes, ties: { groups: new Map(), schools: new Map() } };
      expect(
        accessEntries(published, [], gone)
          .filter((e) => e.source === 'audience')
          .map((e) => e.principal),
      ).toEqual(['s:S1']);
    });
  });
});
