import { createHash } from 'node:crypto';
import type { SearchDocument } from '../../search.port.js';
import { markRank } from '../../text/scoring.js';
import { ownWords } from './own-words.js';

/** How much of a body is read for ranking a page of candidates; the rest only for the snippet of a hit. */
const LEAD = 2_000;
const OPEN_FROM = 0;
/** later than any clock, and still exact as a number */
const OPEN_UNTIL = Number.MAX_SAFE_INTEGER;

/** The document that says that the index was filled from the database once. */
export const FILLED_KEY = '_filled';

/** Who may find it, in the form that filters ask. */
export interface MeiliRights {
  audience: string[];
  always: string[];
  visibleFrom: number;
  visibleUntil: number;
}

/** A resource as it stands in the index. */
export interface MeiliDocument extends MeiliRights {
  /** primary key: the id in characters that Meilisearch allows */
  key: string;
  id: string;
  /** the id as a number, for excluding it: a thousand numbers cost little, a thousand texts much */
  n: number;
  rev: number;
  state: 'live';
  /** of all texts: while it stays the same, only the rest is written */
  digest: string;
  title: string;
  tags: string[];
  context: string;
  description: string;
  body: string;
  /** what follows of the body */
  rest: string;
  hasRest: boolean;
  names: string;
  terms: string;
  length: number;
  titleLength: number;
  stage: string | null;
  subject: string | null;
  grade: string | null;
  type: string | null;
  school: string | null;
  mark: string | null;
  /** how high that is, 0 = no mark: what orders must be there in every document */
  markRank: number;
  nodes: string[];
  publishedAt: number;
}

/** What is left of a removed resource, so that something older does not bring it back. */
export type MeiliTombstone = Pick<MeiliDocument, 'key' | 'id' | 'n' | 'rev'> & { state: 'gone' };

/** The parts that are written when no text has changed. */
export type MeiliChange = Omit<
  MeiliDocument,
  | 'title'
  | 'tags'
  | 'context'
  | 'description'
  | 'body'
  | 'rest'
  | 'hasRest'
  | 'names'
  | 'terms'
  | 'length'
  | 'titleLength'
>;

export function toChange(document: SearchDocument): MeiliChange {
  const { id, rev, facets } = document;
  return {
    ...identity(id, rev),
    state: 'live',
    digest: digest(document),
    audience: document.audience,
    always: document.always,
    visibleFrom: document.visibleFrom ?? OPEN_FROM,
    visibleUntil: document.visibleUntil ?? OPEN_UNTIL,
    ...facets,
    markRank: markRank(facets.mark),
    nodes: document.nodes,
    publishedAt: document.publishedAt,
  };
}

export function toDocument(document: SearchDocument): MeiliDocument {
  const { title, tags, context, description, body } = document;
  const at = cutAt(body, LEAD);
  return {
    ...toChange(document),
    title,
    tags,
    context,
    description,
    body: body.slice(0, at),
    rest: body.slice(at),
    hasRest: at < body.length,
    ...ownWords(document),
  };
}

export function toTombstone(id: string, rev: number): MeiliTombstone {
  return { ...identity(id, rev), state: 'gone' };
}

function identity(id: string, rev: number): Pick<MeiliDocument, 'key' | 'id' | 'n' | 'rev'> {
  return { key: documentKey(id), id, n: idNumber(id), rev };
}

/** Ids of other characters than Meilisearch allows are spelled differently; no two ids share a key. */
export function documentKey(id: string): string {
  return /^[A-Za-z0-9-]{1,200}$/.test(id) ? id : `_${Buffer.from(id).toString('base64url')}`;
}

/**
 * 48 bits of a digest of the id, always the same for the same id. Should two ids ever share one, excluding one leaves
 * out the other too, until the first is no longer pending.
 */
export function idNumber(id: string): number {
  return createHash('sha1').update(id).digest().readUIntBE(0, 6);
}

function digest({ title, tags, context, description, body }: SearchDocument): string {
  return createHash('sha1')
    .update(JSON.stringify([title, tags, context, description, body]))
    .digest('base64url');
}

/** Never between the two halves of a character. */
function cutAt(text: string, wanted: number): number {
  const unit = text.charCodeAt(wanted);
  return unit >= 0xdc00 && unit <= 0xdfff ? wanted - 1 : wanted;
}
