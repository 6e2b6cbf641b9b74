/**
 * Who asks, in the tables of this folder. School 甲 and school 乙 are linked to one group, school 丙 to another; what
 * is asked for belongs to school 甲 and its mathematics department.
 */
export const ACTORS = [
  /** without a session */
  'anonymous',
  /** teaches at school 丙 of the other group */
  'outsider',
  /** taught at school 甲 until yesterday, and nowhere since */
  'ended',
  /** teaches at school 乙 of the same group */
  'colleague',
  /** teaches at school 甲, Chinese */
  'sameSchool',
  /** teaches at school 甲, mathematics */
  'sameDepartment',
  /** wrote it; mathematics at school 甲 */
  'author',
  /** teaches at school 乙; was given the right to edit it */
  'editor',
  /** teaches at school 乙; was given the right to manage it */
  'manager',
  /** keeps the catalogue of school 甲 */
  'librarian',
  /** administers school 甲 */
  'schoolAdmin',
  /** administers the group */
  'groupAdmin',
  /** reads the audit record of the group, and has no other office */
  'auditor',
] as const;
export type ActorName = (typeof ACTORS)[number];

/** What each actor gets: a status, the same for everybody but those who are named. */
export type Cells = { otherwise: number; anonymous?: number } & Partial<Record<ActorName, number>>;

/** The expected status of an actor. Without a session it is 401 unless the row says otherwise. */
export function cell(cells: Cells, actor: ActorName): number {
  return cells[actor] ?? (actor === 'anonymous' ? 401 : cells.otherwise);
}
