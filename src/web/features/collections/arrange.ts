import type { CollectionItem } from '../../api/collections.js';

/** Where an item goes: behind `afterId` (null: first) of a section. */
export interface Destination {
  sectionId: string;
  afterId: string | null;
}

/** Where an item goes that is dropped on another one: to its place, so that what stood there gives way. */
export function dropOn(items: readonly CollectionItem[], id: string, overId: string): Destination | null {
  const from = items.findIndex((item) => item.id === id);
  const to = items.findIndex((item) => item.id === overId);
  const over = items[to];
  if (from < 0 || !over || from === to) return null;
  const { sectionId } = over;
  const downwards = items[from]!.sectionId === sectionId && from < to;
  if (downwards) return { sectionId, afterId: overId };
  const own = items.filter((item) => item.sectionId === sectionId && item.id !== id);
  return { sectionId, afterId: own[own.findIndex((item) => item.id === overId) - 1]?.id ?? null };
}

/** At the end of a section. */
export function atEnd(items: readonly CollectionItem[], id: string, sectionId: string): Destination {
  const own = items.filter((item) => item.sectionId === sectionId && item.id !== id);
  return { sectionId, afterId: own.at(-1)?.id ?? null };
}

/** One place up or down within its section; null where there is none. */
export function step(items: readonly CollectionItem[], id: string, by: 1 | -1): Destination | null {
  const { sectionId } = items.find((item) => item.id === id)!;
  const own = items.filter((item) => item.sectionId === sectionId);
  const other = own[own.findIndex((item) => item.id === id) + by];
  return other ? dropOn(items, id, other.id) : null;
}

/** The items in their order after a move; sections in the order given. */
export function moved(
  items: readonly CollectionItem[],
  sections: readonly { id: string }[],
  id: string,
  { sectionId, afterId }: Destination,
): CollectionItem[] {
  const item = items.find((one) => one.id === id);
  if (!item) return [...items];
  return sections.flatMap((section) => {
    const own = items.filter((one) => one.sectionId === section.id && one.id !== id);
    if (section.id !== sectionId) return own;
    const at = afterId === null ? 0 : own.findIndex((one) => one.id === afterId) + 1;
    return [...own.slice(0, at), { ...item, sectionId }, ...own.slice(at)];
  });
}
