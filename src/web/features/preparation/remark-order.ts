import type { RemarkAnchor, RemarkView } from '../../api/plans.js';

/** Which remarks are listed. */
export type Shown = 'open' | 'all';

/** Whether there is something left to do about it. */
export const isOpen = ({ settled }: RemarkView): boolean => settled === null;

/** How far down in its file an anchor is. */
function depthOf(anchor: RemarkAnchor): number {
  switch (anchor.kind) {
    case 'whole':
      return -1;
    case 'page':
      return anchor.page;
    case 'passage':
      // below what is said of the whole page
      return anchor.page + 0.01 + anchor.box.y * 0.9;
    case 'moment':
      return anchor.at;
  }
}

const fileOf = (anchor: RemarkAnchor) => (anchor.kind === 'whole' ? null : anchor.fileId);

/** In the order in which the draft is read: of everything first, then file by file and page by page; the oldest first. */
export function inOrder(remarks: readonly RemarkView[], fileIds: readonly string[]): RemarkView[] {
  const placeOf = ({ anchor, outdated }: RemarkView): [number, number] => {
    const file = fileOf(anchor);
    if (outdated) return [fileIds.length, 0];
    return [file === null ? -1 : fileIds.indexOf(file), depthOf(anchor)];
  };
  return remarks
    .map((remark, age) => ({ remark, place: [...placeOf(remark), age] }))
    .sort((a, b) => a.place.map((n, i) => n - b.place[i]!).find((n) => n !== 0) ?? 0)
    .map(({ remark }) => remark);
}

/** Those that stand on a page of a file and have a box there. */
export const boxesOn = (remarks: readonly RemarkView[], fileId: string, page: number) =>
  remarks.flatMap((remark) => {
    const { anchor } = remark;
    const here = anchor.kind === 'passage' && anchor.fileId === fileId && anchor.page === page;
    return here ? [{ remark, box: anchor.box }] : [];
  });
