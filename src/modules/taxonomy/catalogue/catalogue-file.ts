import { readFileSync } from 'node:fs';

/**
 * The catalogue as it lies on disk: arrays instead of objects, references as positions in the lists above them.
 * What each position means is described in ../data/README.md.
 */
export interface CatalogueFile {
  version: string;
  stages: [
    key: string,
    zh: string,
    en: string,
    first: number,
    last: number,
    subjects: (number | [number, number])[],
  ][];
  subjects: [key: string, zh: string, en: string, aliases: string[]][];
  editions: [key: string, zh: string, en: string, family: string, aliases: string[]][];
  volumes: [key: string, zh: string, en: string][];
  kinds: string[];
  types: [key: string, zh: string, en: string, aliases: string[], lrmi: string, lom: string][];
  books: RawBook[];
  chapters: Record<string, [first: number, ...nodes: RawNode[]]>;
}

/** `grades` is '' | '3' | '1-2'; without a title the standard one holds: subject, grade, volume. */
export type RawBook = [
  id: string,
  stage: number,
  subject: number,
  edition: number,
  grades: string,
  volume: number,
  kind: number,
  title?: string,
];

/** A leaf is its title alone. */
export type RawNode = string | [title: string, children: RawNode[], points?: string[]];

const DATA = new URL('../data/catalogue-2026.json', import.meta.url);

/** Reads and parses the file; its shape is held by the specs, not checked at start. */
export function readCatalogueFile(url: URL = DATA): CatalogueFile {
  return JSON.parse(readFileSync(url, 'utf8')) as CatalogueFile;
}
