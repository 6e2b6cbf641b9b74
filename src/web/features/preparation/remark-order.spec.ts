import type { RemarkAnchor, RemarkView } from '../../api/plans.js';
import { boxesOn, inOrder, isOpen } from './remark-order.js';

const remark = (id: string, anchor: RemarkAnchor, part: Partial<RemarkView> = {}) =>
  ({ id, anchor, outdated: false, settled: null, ...part }) as RemarkView;
const box = (y: number) => ({ x: 0.1, y, width: 0.2, height: 0.1 });
const passage = (id: string, fileId: string, page: number, y: number) =>
  remark(id, { kind: 'passage', fileId, page, box: box(y) });

const list = [
  remark('gone', { kind: 'page', fileId: 'x', page: 1 }, { outdated: true }),
  remark('film', { kind: 'moment', fileId: 'b', at: 30 }),
  passage('low', 'a', 2, 0.8),
  passage('high', 'a', 2, 0.1),
  remark('page', { kind: 'page', fileId: 'a', page: 2 }),
  remark('whole', { kind: 'whole' }),
  remark('later', { kind: 'whole' }),
  remark('first', { kind: 'page', fileId: 'a', page: 1 }),
  remark('begin', { kind: 'moment', fileId: 'b', at: 0 }),
];

describe('Remarks', () => {
  it('stand in the order in which the draft is read', () => {
    expect(inOrder(list, ['a', 'b']).map(({ id }) => id)).toEqual([
      ...['whole', 'later', 'first', 'page', 'high', 'low', 'begin', 'film', 'gone'],
    ]);
  });

  it('are open until they are settled, even where what they are about is gone', () => {
    const settled = { at: '2026-09-01T00:00:00.000Z', by: { id: 'p', name: 'p' } };
    expect(isOpen(list[4]!)).toBe(true);
    expect(isOpen(list[0]!)).toBe(true);
    expect(isOpen({ ...list[4]!, settled })).toBe(false);
  });

  it('have boxes on their own page alone', () => {
    expect(boxesOn(list, 'a', 2).map(({ remark: { id } }) => id)).toEqual(['low', 'high']);
    expect([...boxesOn(list, 'a', 1), ...boxesOn(list, 'b', 2)]).toEqual([]);
  });
});
