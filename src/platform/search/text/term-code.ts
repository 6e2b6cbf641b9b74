/**
 * Every term in the index ends in one character of the private use area that says in which fields of the document it
 * stands and how often it stands in the running text. So one posting tells all that ranking needs, and FTS5 can keep
 * its smallest format (`detail=none`), which by itself knows neither columns nor frequencies.
 */
export const TITLE = 8;
export const TAGS = 4;
export const CONTEXT = 2;
export const DESCRIPTION = 1;

/** smallest frequency of each class */
const CLASS_FROM = [0, 1, 2, 3, 4, 6, 9, 16];
/** the frequency a class stands for when ranking */
export const CLASS_FREQUENCY = [0, 1, 2, 3, 4.5, 7, 11, 20];
const CLASS_BITS = 3;
const FIRST_CODE = 0xe000;
export const CODES = 1 << (4 + CLASS_BITS);

/** @param fields sum of {@link TITLE}…{@link DESCRIPTION}  @param frequency in description and body */
export function encodeCode(fields: number, frequency: number): string {
  return String.fromCharCode(FIRST_CODE + ((fields << CLASS_BITS) | levelOf(frequency)));
}

/** The frequency that stands for this one when ranking. */
export function frequencyClass(frequency: number): number {
  return CLASS_FREQUENCY[levelOf(frequency)] ?? 0;
}

function levelOf(frequency: number): number {
  let level = CLASS_FROM.length - 1;
  while ((CLASS_FROM[level] ?? 0) > frequency) level -= 1;
  return level;
}

export function codeFields(code: number): number {
  return code >> CLASS_BITS;
}

export function codeClass(code: number): number {
  return code & ((1 << CLASS_BITS) - 1);
}

/** The first and last key of a term with any code. */
export function termRange(term: string): [string, string] {
  return [term + String.fromCharCode(FIRST_CODE), term + String.fromCharCode(FIRST_CODE + CODES - 1)];
}
