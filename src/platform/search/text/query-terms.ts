import { isIdeographic } from './document-terms.js';
import { compose, eachRun, fold, IDEOGRAPH, widthAt } from './fold.js';
import { stem } from './porter.js';
import { allWords, cut } from './segmenter.js';
import { asksSomething, isParticle, isStopWord } from './stop-words.js';

/** One thing a document must hold. */
export interface Atom {
  /** `word` of letters, compared by its stem; `part` of ideographs, found anywhere */
  kind: 'word' | 'part';
  /** as it stands in the index */
  term: string;
  /** what else satisfies it: any word that begins so (the last word, while typing) */
  prefix: string | null;
}

export interface QueryTerms {
  atoms: Atom[];
  /**
   * `words`: all are required. `question`, `sentence`: language rather than chosen words, so that what answers it
   * need not repeat all of it.
   */
  style: 'words' | 'question' | 'sentence';
  /** pairs of characters where two words of the query meet: a document that has them too has the phrase, and ranks higher */
  links: string[];
  /** every other character and pair: they tell apart what answers a question in part */
  hints: string[];
}

const MAX_TEXT = 1_000;
const MAX_ATOMS = 32;
const MAX_HINTS = 64;
/** More words than people choose: in one run of ideographs, or in all. */
const SENTENCE_RUN = 3;
const SENTENCE = 4;
const MAX_WORD = 64;

/**
 * What a query asks for. Everything but letters, digits and ideographs only separates words, so no operator of any
 * query language means anything here. Words that say nothing (的, the) are not required beside others that do.
 * @param prefix whether the last word is still being typed
 */
export function queryTerms(text: string, prefix: boolean): QueryTerms {
  const folded = fold(compose(text.slice(0, MAX_TEXT)));
  const wanted = new Map<string, Atom>();
  const weak = new Map<string, Atom>();
  const links = new Set<string>();
  const hints = new Set<string>();
  let question = folded.includes('?');
  let longestRun = 0;
  eachRun(folded, (kind, start, end) => {
    const run = folded.slice(start, end);
    if (kind === IDEOGRAPH) {
      const words = cut(run);
      question ||= words.length > 1 && words.some(asksSomething);
      const before = wanted.size;
      addIdeographs(words, wanted, weak, links);
      longestRun = Math.max(longestRun, wanted.size - before);
      for (const hint of [...pairs(run), ...run]) hints.add(hint);
      return;
    }
    question ||= asksSomething(run);
    const atom = wordAtom(run.slice(0, MAX_WORD), prefix && end === folded.length);
    (isStopWord(run) && !atom.prefix ? weak : wanted).set(atom.term, atom);
  });
  const atoms = [...(wanted.size > 0 ? wanted : weak).values()].slice(0, MAX_ATOMS);
  const unlessUsed = (used: Iterable<string>) => {
    const known = new Set(used);
    return (term: string): boolean => !known.has(term);
  };
  const terms = atoms.map((atom) => atom.term);
  const isSentence = longestRun >= SENTENCE_RUN || atoms.length >= SENTENCE;
  return {
    atoms,
    style: question && atoms.length > 1 ? 'question' : isSentence ? 'sentence' : 'words',
    links: [...links].filter(unlessUsed(terms)).slice(0, MAX_ATOMS),
    hints: [...hints].filter(unlessUsed([...terms, ...links])).slice(0, MAX_HINTS),
  };
}

function wordAtom(word: string, open: boolean): Atom {
  return { kind: 'word', term: stem(word), prefix: open ? word : null };
}

type Atoms = Map<string, Atom>;

function addIdeographs(words: string[], wanted: Atoms, weak: Atoms, links: Set<string>): void {
  // what stands alone was typed on purpose
  const onlyStopWords = words.every(isStopWord);
  let singles: string[] = [];
  const flush = (): void => {
    const says = onlyStopWords || !singles.every(isStopWord);
    for (const part of pairs(singles.join(''))) put(says ? wanted : weak, part);
    singles = [];
  };
  words.forEach((word, i) => {
    const next = words[i + 1];
    if (next !== undefined) links.add(lastCharacter(word) + next.slice(0, widthAt(next, 0)));
    if (isParticle(word) && !onlyStopWords) {
      flush();
      put(weak, word);
    } else if (word.length === widthAt(word, 0)) {
      // characters that form no dictionary word together are a name or a new word: wanted side by side
      singles.push(word);
    } else {
      flush();
      const target = isStopWord(word) && !onlyStopWords ? weak : wanted;
      for (const part of isIndexed(word) ? [word] : pairs(word)) put(target, part);
    }
  });
  flush();
}

function put(atoms: Atoms, part: string): void {
  atoms.set(part, { kind: 'part', term: part, prefix: null });
}

/** Whether documents that hold the word have it as a term: pairs always, longer ones when the dictionary knows them. */
function isIndexed(word: string): boolean {
  if ([...word].length <= 2) return true;
  return isIdeographic(word) && allWords(word).includes(word);
}

/** The overlapping pairs of characters; a lone character is its own. */
function pairs(text: string): string[] {
  const characters = [...text];
  if (characters.length <= 1) return characters;
  return characters.slice(1).map((character, i) => (characters[i] ?? '') + character);
}

function lastCharacter(word: string): string {
  return [...word].at(-1) ?? '';
}
