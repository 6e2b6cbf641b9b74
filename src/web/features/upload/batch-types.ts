import type {
  AudienceInput,
  CreateResourceInput,
  ResourceView,
  UpdateResourceInput,
} from '../../api/resources.js';
import type { Place } from '../editor/place-fields.js';
import type { UploadItem } from './engine/types.js';
import type { Guess } from '../../api/taxonomy.js';

/** What is filled in once for all; a field left empty takes what each file's name suggests. */
export interface SharedFields {
  type: string | null;
  stage: string | null;
  subject: string | null;
  grade: string | null;
  bookId: string | null;
  chapterId: string | null;
  tags: string[];
  description: string;
}

/** One resource to be: its uploads, its own title and type, and the draft on the server that already holds it. */
export interface Unit {
  readonly key: string;
  readonly uploadKeys: readonly string[];
  readonly linkUrl: string | null;
  readonly title: string;
  readonly titleTouched: boolean;
  readonly type: string | null;
  /** what the name suggests, or what an interrupted draft said already */
  readonly guess: Guess | null;
  /** the guess is what had been filled in before an interruption */
  readonly kept: boolean;
  /** the place chosen for this one alone; one of nulls says that it has none */
  readonly place: Place | null;
  readonly draft: { id: string; rev: number; uploadIds: readonly string[] } | null;
  readonly phase: 'editing' | 'saving' | 'published' | 'submitted' | 'saved' | 'failed';
  /** to whom it was to be shown when it failed */
  readonly wish: AudienceInput | null;
  readonly error: unknown;
}

/** Whether anything of it can be kept: a link, or a file that was not refused. */
export function isUsable(unit: Unit, items: readonly UploadItem[]): boolean {
  if (unit.linkUrl) return true;
  return unit.uploadKeys.some((key) => items.find((i) => i.key === key)?.phase !== 'failed');
}

/** A unit of which nothing is known but its uploads and what it may be called. */
export const freshUnit = (key: string, uploadKeys: readonly string[], title: string): Unit => ({
  key,
  uploadKeys,
  linkUrl: null,
  title,
  titleTouched: false,
  type: null,
  guess: null,
  kept: false,
  place: null,
  draft: null,
  phase: 'editing',
  wish: null,
  error: null,
});

/** Whether nothing is left to do for it here. */
export const isDone = ({ phase }: Unit): boolean =>
  phase === 'published' || phase === 'submitted' || phase === 'saved';

export type Grouping = 'each' | 'one';

/** The server's part that a batch needs. */
export interface DraftServer {
  create(body: CreateResourceInput): Promise<ResourceView>;
  read(id: string): Promise<ResourceView>;
  update(id: string, rev: number, body: UpdateResourceInput): Promise<ResourceView>;
  publish(id: string, rev: number, audience: AudienceInput): Promise<ResourceView>;
  trash(id: string): Promise<void>;
  guess(fileNames: string[]): Promise<{ items: Guess[] }>;
}

export const emptyFields: SharedFields = {
  type: null,
  stage: null,
  subject: null,
  grade: null,
  bookId: null,
  chapterId: null,
  tags: [],
  description: '',
};

/** `初一/第一课 春.final.docx` → `第一课 春.final`: of folders nothing stays, and of the name only the last ending goes. */
export function titleFromName(path: string): string {
  const fileName = path.slice(path.lastIndexOf('/') + 1);
  const base = fileName.replace(/\.[\p{L}\p{N}]{1,8}$/u, '').trim();
  return (base || fileName).slice(0, 200);
}

/** The type that will be saved: the unit's own, the shared one, then the guess. */
export function typeOf(unit: Unit, shared: SharedFields): string | null {
  return unit.type ?? shared.type ?? unit.guess?.type ?? null;
}

/**
 * The place (stage … chapter), as one piece: what was chosen for this one, for all, or what the name suggests, never a
 * mixture that contradicts itself.
 */
export function placeOf(unit: Unit, shared: SharedFields): Place | null {
  const forAll = shared.stage || shared.subject || shared.grade || shared.bookId;
  return unit.place ?? (forAll ? shared : unit.guess);
}

/** What an interrupted draft had been told, in the form of a guess: what is chosen now goes before it. */
export function guessOf(view: ResourceView): Guess | null {
  const { title, type, stage, subject, grade, bookId, chapterId } = view;
  return type || stage || subject || grade || bookId
    ? { title, type, stage, subject, grade, bookId, chapterId }
    : null;
}

/** The description to save. */
export function describe(unit: Unit, shared: SharedFields): UpdateResourceInput {
  const place = placeOf(unit, shared);
  return {
    title: unit.title.trim().slice(0, 200),
    type: typeOf(unit, shared),
    stage: place?.stage ?? null,
    subject: place?.subject ?? null,
    grade: place?.grade ?? null,
    bookId: place?.bookId ?? null,
    chapterId: place?.chapterId ?? null,
    tags: shared.tags,
    description: shared.description.trim(),
  };
}
