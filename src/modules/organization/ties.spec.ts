import { tiesOf } from './ties.js';

const link = (schoolId: string, groupId: string, from: number, until: number | null = null) => ({
  schoolId,
  groupId,
  from,
  until,
});

describe('the ties of a school', () => {
  it('reach groups, and other schools for as long as both are linked to one of them', () => {
    const links = [link('A', 'G', 0), link('B', 'G', 5, 50), link('A', 'H', 0, 80), link('B', 'H', 40)];
    const { groups, schools } = tiesOf('A', links, 10);
    expect([...groups]).toEqual([
      ['G', { from: null, until: null }],
      ['H', { from: null, until: 80 }],
    ]);
    expect([...schools]).toEqual([['B', { from: null, until: 80 }]]);
  });

  it('end with the link and begin again with the next', () => {
    const links = [link('A', 'G', 0, 20), link('A', 'G', 30, 40), link('B', 'G', 0)];
    expect(tiesOf('A', links, 19).schools.get('B')).toEqual({ from: null, until: 20 });
    expect(tiesOf('A', links, 20).schools.get('B')).toEqual({ from: 30, until: 40 });
    expect(tiesOf('A', links, 40).schools.has('B')).toBe(false);
    expect(tiesOf('B', links, 40).groups.get('G')).toEqual({ from: null, until: null });
  });

  it('take links that follow one another without a gap as one', () => {
    const links = [link('A', 'G', 0, 20), link('A', 'G', 20, 40)];
    expect(tiesOf('A', links, 10).groups.get('G')).toEqual({ from: null, until: 40 });
  });
});
