import { useState } from 'react';
import type { RemarkAnchor } from '../../api/plans.js';
import type { FileView } from '../../api/resources.js';
import { shownAs } from '../viewer/shown-as.js';
import type { Box } from './box.js';

export type AnchorKind = RemarkAnchor['kind'];

/** A box that was drawn, and where. */
export interface Drawn {
  fileId: string;
  page: number;
  box: Box;
}

/** What can be spoken of in a file, by the way in which it is shown; the likely one first. */
export function kindsOf(file: FileView | undefined): AnchorKind[] {
  if (!file) return ['whole'];
  switch (shownAs(file, true)) {
    case 'pages':
      return ['page', 'passage', 'whole'];
    case 'picture':
      return ['passage', 'whole'];
    case 'film':
    case 'sound':
      return ['moment', 'whole'];
    case 'text':
    case 'none':
      return ['whole'];
  }
}

/** Which place of which file is looked at, what is to be spoken of next, and which remark is open. */
export function useRemarking(files: readonly FileView[]) {
  const [fileId, setFileId] = useState<string | null>(null);
  const [sight, setSight] = useState(1);
  const [wish, setWish] = useState<AnchorKind | null>(null);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const [goTo, setGoTo] = useState<{ fileId: string; place: number } | null>(null);
  const file = files.find(({ id }) => id === fileId) ?? files[0];
  const kinds = kindsOf(file);
  const kind = wish && kinds.includes(wish) ? wish : (kinds[0] ?? 'whole');
  const choose = (next: AnchorKind) => {
    setWish(next);
    if (next !== 'passage') setDrawn(null);
  };
  const showFile = (id: string) => {
    setFileId(id);
    setSight(shownAs(files.find((one) => one.id === id) ?? files[0]!, true) === 'pages' ? 1 : 0);
    setDrawn(null);
  };
  /** What is spoken of now; null while a box is still to be drawn. */
  const anchor = (): RemarkAnchor | null => {
    if (!file || kind === 'whole') return { kind: 'whole' };
    if (kind === 'page') return { kind, fileId: file.id, page: Math.max(1, sight) };
    if (kind === 'moment') return { kind, fileId: file.id, at: sight };
    return drawn && { kind, ...drawn };
  };
  /** Opens a remark and shows what it is about. */
  const open = (id: string, about: RemarkAnchor) => {
    setActive(id);
    if (about.kind === 'whole' || !files.some((one) => one.id === about.fileId)) return;
    if (about.fileId !== file?.id) showFile(about.fileId);
    setGoTo({ fileId: about.fileId, place: about.kind === 'moment' ? about.at : about.page });
  };
  return {
    file,
    kinds,
    kind,
    sight,
    drawn,
    active,
    goTo: goTo && goTo.fileId === file?.id ? goTo : null,
    anchor,
    choose,
    open,
    showFile,
    setSight,
    setActive,
    draw: (box: Drawn | null) => {
      setDrawn(box);
      if (box) setWish('passage');
    },
  };
}

export type Remarking = ReturnType<typeof useRemarking>;
