import type { FileView, ResourceView, UpdateResourceInput } from '../../api/resources.js';

/** The editable part of a resource, as the form holds it. */
export interface EditFields {
  title: string;
  description: string;
  type: string | null;
  stage: string | null;
  subject: string | null;
  grade: string | null;
  bookId: string | null;
  chapterId: string | null;
  tags: string[];
  linkUrl: string | null;
  fileIds: string[];
}
export type FieldName = keyof EditFields;

export const fieldsOf = (resource: ResourceView): EditFields => ({
  title: resource.title,
  description: resource.description,
  type: resource.type,
  stage: resource.stage,
  subject: resource.subject,
  grade: resource.grade,
  bookId: resource.bookId,
  chapterId: resource.chapterId,
  tags: resource.tags,
  linkUrl: (resource.pending ?? resource).linkUrl,
  fileIds: (resource.pending?.files ?? resource.fullFiles).map((f) => f.id),
});

/** Its files, and those that wait for review beside them: each can be taken out and put back. */
export function filesOf({ fullFiles, pending }: ResourceView): FileView[] {
  return [...new Map([...fullFiles, ...(pending?.files ?? [])].map((file) => [file.id, file])).values()];
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The names of the fields that differ. */
export function changed(a: EditFields, b: EditFields): FieldName[] {
  return (Object.keys(a) as FieldName[]).filter((name) => !same(a[name], b[name]));
}

/** Only what the person changed is sent: everything else stays as it is on the server. */
export function patchOf(base: EditFields, mine: EditFields): UpdateResourceInput {
  return Object.fromEntries(changed(base, mine).map((name) => [name, mine[name]])) as UpdateResourceInput;
}

export interface Conflict {
  /** changed by both, differently: the person chooses */
  clashes: FieldName[];
  /** mine laid over theirs, clashes as mine */
  merged: EditFields;
}

/**
 * Three ways: `base` is what the form started from. What only they changed is taken, what only I changed is kept;
 * files that they added stay unless I had seen them and took them out.
 */
export function merge(base: EditFields, mine: EditFields, theirs: EditFields): Conflict {
  const ours = changed(base, mine);
  const others = changed(base, theirs);
  const clashes = ours.filter(
    (name) => others.includes(name) && !same(mine[name], theirs[name]) && name !== 'fileIds',
  );
  const picked = Object.fromEntries(ours.map((name) => [name, mine[name]]));
  const merged = { ...theirs, ...picked } as EditFields;
  if (ours.includes('fileIds')) {
    const added = theirs.fileIds.filter((id) => !base.fileIds.includes(id) && !mine.fileIds.includes(id));
    merged.fileIds = [...mine.fileIds.filter((id) => theirs.fileIds.includes(id)), ...added];
  }
  return { clashes, merged };
}
