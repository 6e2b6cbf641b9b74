import type {
  AudienceInput,
  CreateResourceInput,
  ResourceView,
  UpdateResourceInput,
} from '../../api/resources.js';
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
  readonly guess: Guess | null;
  readonly draft: { id: string; rev: number; uploadIds: readonly string[] } | null;
  readonly phase: 'editing' | 'saving' | 'published' | 'saved' | 'failed';
  readonly error: unknown;
}

/** Whether anything of it can be kept: a link, or a file that was not refused. */
export function isUsable(unit: Unit, items: readonly UploadItem[]): boolean {
  if (unit.linkUrl) return true;
  return unit.uploadKeys.some((key) => items.find((i) => i.key === key)?.phase !== 'failed');
}

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

/** `第一课 春.final.docx` → `第一课 春.final`: only the last ending goes, and never the whole name. */
export function titleFromName(fileName: string): string {
  const base = fileName.replace(/\.[\p{L}\p{N}]{1,8}$/u, '').trim();
  return (base || fileName).slice(0, 200);
}

/** The type that will be saved: the unit's own, the shared one, then the guess. */
export function typeOf(unit: Unit, shared: SharedFields): string | null {
  return unit.type ?? shared.type ?? unit.guess?.type ?? null;
}

/**
 * The description to save. The place (stage … chapter) is taken as one piece: either what the person chose or what the
 * name suggests, never a mixture that contradicts itself.
 */
export function describe(unit: Unit, shared: SharedFields): UpdateResourceInput {
  const place = shared.stage || shared.subject || shared.grade || shared.bookId ? shared : unit.guess;
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
