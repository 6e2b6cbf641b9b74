import { Jieba } from '@node-rs/jieba';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

let jieba: Jieba | null = null;

/** The dictionary takes about 0.3 s and 37 MB in each thread, so it is read when first needed. */
function dictionary(): Jieba {
  // the package's own module for it would read a second file of 6 MB that is of no use here
  jieba ??= Jieba.withDict(readFileSync(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt')));
  return jieba;
}

/** Reads the dictionary now rather than with the first query. */
export function warmSegmenter(): void {
  dictionary();
}

/** Cuts a run of ideographs into the likeliest dictionary words; what is in no dictionary comes as single characters. */
export function cut(run: string): string[] {
  return dictionary().cut(run, false);
}

/** Every dictionary word that stands anywhere in the text, overlapping ones too. */
export function allWords(text: string): string[] {
  return dictionary().cutAll(text);
}
