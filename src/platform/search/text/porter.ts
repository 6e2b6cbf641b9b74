/**
 * The stem of an English word, by M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), 130–137,
 * with the author's later changes (`logi`→`log`, `bli`→`ble`).
 * @param word lower-case; returned as it is when shorter than three letters or not plain a–z
 */
export function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  let w = step1a(word);
  w = step1b(w);
  w = w.replace(/y$/, (y, at: number) => (hasVowel(w.slice(0, at)) ? 'i' : y));
  w = replaceSuffix(w, STEP_2, 0);
  w = replaceSuffix(w, STEP_3, 0);
  w = step4(w);
  return step5(w);
}

const STEP_2 = pairs(
  'ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous ization:ize ' +
    'ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble logi:log',
);
const STEP_3 = pairs('icate:ic ative: alize:al iciti:ic ical:ic ful: ness:');
const STEP_4 = /(?:ement|ance|ence|able|ible|ment|(?<=[st])ion|ant|ent|ism|ate|iti|ous|ive|ize|al|er|ic|ou)$/;

function pairs(list: string): [string, string][] {
  return list.split(' ').map((pair) => pair.split(':') as [string, string]);
}

function step1a(w: string): string {
  if (w.endsWith('sses') || w.endsWith('ies')) return w.slice(0, -2);
  return w.endsWith('s') && !w.endsWith('ss') ? w.slice(0, -1) : w;
}

function step1b(w: string): string {
  if (w.endsWith('eed')) return measure(w.slice(0, -3)) > 0 ? w.slice(0, -1) : w;
  const match = /(?:ed|ing)$/.exec(w);
  if (!match) return w;
  const rest = w.slice(0, match.index);
  if (!hasVowel(rest)) return w;
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (/([^aeiou])\1$/.test(rest) && !/[lsz]$/.test(rest)) return rest.slice(0, -1);
  return measure(rest) === 1 && endsShort(rest) ? `${rest}e` : rest;
}

function replaceSuffix(w: string, table: [string, string][], above: number): string {
  let best: [string, string] | undefined;
  for (const pair of table) {
    if (w.endsWith(pair[0]) && pair[0].length > (best?.[0].length ?? 0)) best = pair;
  }
  if (!best) return w;
  const rest = w.slice(0, w.length - best[0].length);
  return measure(rest) > above ? rest + best[1] : w;
}

function step4(w: string): string {
  const match = STEP_4.exec(w);
  if (!match) return w;
  const rest = w.slice(0, match.index);
  return measure(rest) > 1 ? rest : w;
}

function step5(w: string): string {
  let result = w;
  if (result.endsWith('e')) {
    const rest = result.slice(0, -1);
    const m = measure(rest);
    if (m > 1 || (m === 1 && !endsShort(rest))) result = rest;
  }
  return result.endsWith('ll') && measure(result) > 1 ? result.slice(0, -1) : result;
}

/** One letter per sound: v for a vowel (a, e, i, o, u, and y after a consonant), c for a consonant. */
function shape(w: string): string {
  let out = '';
  for (let i = 0; i < w.length; i += 1) {
    const letter = w.charAt(i);
    const vowel = 'aeiou'.includes(letter) || (letter === 'y' && out.endsWith('c'));
    out += vowel ? 'v' : 'c';
  }
  return out;
}

/** Porter's m: how many times a vowel run is followed by a consonant run. */
function measure(w: string): number {
  return shape(w).match(/vc/g)?.length ?? 0;
}

function hasVowel(w: string): boolean {
  return shape(w).includes('v');
}

/** Porter's *o: ends consonant, vowel, consonant, the last not w, x or y. */
function endsShort(w: string): boolean {
  return shape(w).endsWith('cvc') && !/[wxy]$/.test(w);
}
