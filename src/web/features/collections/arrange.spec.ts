import type { CollectionItem } from '../../api/collections.js';
import { atEnd, dropOn, moved, step, type Destination } from './arrange.js';

const sections = [{ id: 'A' }, { id: 'B' }, { id: 'C' }];
const items = ['A1', 'A2', 'A3', 'B1', 'B2'].map((id) => ({ id, sectionId: id[0]! }) as CollectionItem);
const after = (id: string, to: Destination | null) =>
  to &&
  moved(items, sections, id, to)
    .map((item) => `${item.sectionId}:${item.id}`)
    .join(' ');

describe('putting an item elsewhere', () => {
  it('takes the place of the one it is dropped on', () => {
    expect(after('A1', dropOn(items, 'A1', 'A3'))).toBe('A:A2 A:A3 A:A1 B:B1 B:B2');
    expect(after('A3', dropOn(items, 'A3', 'A1'))).toBe('A:A3 A:A1 A:A2 B:B1 B:B2');
    expect(after('A1', dropOn(items, 'A1', 'B2'))).toBe('A:A2 A:A3 B:B1 B:A1 B:B2');
    expect(after('B2', dropOn(items, 'B2', 'A1'))).toBe('A:B2 A:A1 A:A2 A:A3 B:B1');
    expect(dropOn(items, 'A1', 'A1')).toBeNull();
  });

  it('moves up and down within its section, and to the end of another', () => {
    expect(after('A2', step(items, 'A2', -1))).toBe('A:A2 A:A1 A:A3 B:B1 B:B2');
    expect(after('A2', step(items, 'A2', 1))).toBe('A:A1 A:A3 A:A2 B:B1 B:B2');
    expect(step(items, 'A1', -1)).toBeNull();
    expect(step(items, 'A3', 1)).toBeNull();
    expect(after('A1', atEnd(items, 'A1', 'C'))).toBe('A:A2 A:A3 B:B1 B:B2 C:A1');
  });
});
