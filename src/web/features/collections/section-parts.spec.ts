import type { FoundResource } from '../../api/collections.js';
import { sectionRow } from './section-parts.js';

const card = (type: string) => ({ type }) as FoundResource['resource'];
const item = (type: string) => ({ resource: card(type) });
const section = { id: 's', title: '第一课' };
const PARTS = ['lesson_plan', 'slides'];

describe('the parts that a section has', () => {
  it('are counted by hand and gathered, in the order of the template, without what curators leave out', () => {
    const found = [
      { resource: card('slides'), excepted: false },
      { resource: card('slides'), excepted: true },
    ];
    const row = sectionRow(
      PARTS,
      section,
      [item('lesson_plan'), item('exam_paper'), { resource: null }],
      found,
    );
    expect(row.cells.map(({ collected }) => collected)).toEqual([1, 1]);
    expect(row.standing).toBe('whole');
  });

  it('say what stands of a lesson', () => {
    expect(sectionRow(PARTS, section, [item('slides')], []).standing).toBe('partly');
    expect(sectionRow(PARTS, section, [], []).standing).toBe('empty');
  });
});
