import type { Fragment } from '../search.port.js';
import type { Hit } from './find-hits.js';
import { findHits } from './find-hits.js';
import { compose, fold, kindAt, SEPARATOR, widthAt } from './fold.js';
import type { Atom } from './query-terms.js';

const SNIPPET = 160;
/** how much of a snippet may stand before its first hit */
const LEAD = 30;
/** long texts are looked through piece by piece until one piece holds every word */
const PIECE = 16_000;
const OVERLAP = 200;

/** The whole text with what matched marked. */
export function highlight(original: string, atoms: Atom[]): Fragment[] {
  const text = compose(original);
  return fragments(text, 0, text.length, findHits(fold(text), atoms));
}

/** The passage of the first text, or of a later one that holds more of the words; empty when none holds any. */
export function snippet(texts: Iterable<string>, atoms: Atom[]): Fragment[] {
  let best: Passage | null = null;
  for (const original of texts) {
    const passage = bestPassage(compose(original), atoms);
    if (passage && passage.words > (best?.words ?? 0)) best = passage;
    if (best?.words === atoms.length) break;
  }
  if (!best) return [];
  return fragments(best.text, best.start, best.end, best.hits).map(({ text, hit }) => ({
    text: text.replace(/\s+/g, ' '),
    hit,
  }));
}

interface Passage {
  text: string;
  start: number;
  end: number;
  hits: Hit[];
  /** how many different atoms are in it */
  words: number;
}

function bestPassage(text: string, atoms: Atom[]): Passage | null {
  let best: Passage | null = null;
  for (let from = 0; from < text.length; from += PIECE) {
    const piece = text.slice(from, from + PIECE + OVERLAP);
    const passage = passageIn(piece, atoms);
    if (passage && passage.words > (best?.words ?? 0)) best = passage;
    if (best?.words === atoms.length) break;
  }
  return best;
}

function passageIn(text: string, atoms: Atom[]): Passage | null {
  const folded = fold(text);
  const hits = findHits(folded, atoms);
  let best = -1;
  let words = 0;
  const inWindow = new Array<number>(atoms.length).fill(0);
  let different = 0;
  let last = 0;
  hits.forEach((hit, first) => {
    while (last < hits.length && hits[last]!.end - hit.start <= SNIPPET - LEAD) {
      const atom = hits[last++]!.atom;
      inWindow[atom] = (inWindow[atom] ?? 0) + 1;
      if (inWindow[atom] === 1) different += 1;
    }
    if (different > words) {
      words = different;
      best = first;
    }
    if (last > first) {
      inWindow[hit.atom] = (inWindow[hit.atom] ?? 0) - 1;
      if (inWindow[hit.atom] === 0) different -= 1;
    } else {
      last = first + 1;
    }
  });
  const first = hits[best];
  if (!first) return null;
  const start = beginning(folded, first.start);
  return { text, start, end: ending(text, start), hits, words };
}

/** Where to begin so that the hit at `hit` is read in its sentence: after the last stop before it, or after a gap. */
function beginning(text: string, hit: number): number {
  const wanted = Math.max(0, hit - LEAD);
  const earliest = isLowSurrogate(text, wanted) ? wanted + 1 : wanted;
  const before = text.slice(earliest, hit);
  const stop = Math.max(...['。', '!', '?', ';', '\n', '. '].map((mark) => before.lastIndexOf(mark)));
  if (stop >= 0) return skipBlank(text, earliest + stop + 1);
  if (earliest === 0) return skipBlank(text, 0);
  for (let i = earliest; i < hit; i += widthAt(text, i)) {
    if (kindAt(text, i) === SEPARATOR) return skipBlank(text, i + widthAt(text, i));
  }
  return earliest;
}

function skipBlank(text: string, from: number): number {
  let start = from;
  while (start < text.length && /\s/.test(text.charAt(start))) start += 1;
  return start;
}

function ending(text: string, start: number): number {
  const end = Math.min(text.length, start + SNIPPET);
  return isLowSurrogate(text, end) ? end - 1 : end;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** `text[from, to)` in runs; hits that touch or overlap become one. */
function fragments(text: string, from: number, to: number, hits: Hit[]): Fragment[] {
  const runs: Fragment[] = [];
  const put = (start: number, end: number, hit: boolean): void => {
    if (end > start) runs.push({ text: text.slice(start, end), hit });
  };
  let done = from;
  let markStart = -1;
  let markEnd = -1;
  const flush = (): void => {
    if (markStart < 0) return;
    put(done, markStart, false);
    put(markStart, markEnd, true);
    done = markEnd;
    markStart = -1;
  };
  for (const hit of hits) {
    const start = Math.max(hit.start, from);
    const end = Math.min(hit.end, to);
    if (end <= start) continue;
    if (markStart >= 0 && start <= markEnd) {
      markEnd = Math.max(markEnd, end);
      continue;
    }
    flush();
    markStart = start;
    markEnd = end;
  }
  flush();
  put(done, to, false);
  return runs;
}
