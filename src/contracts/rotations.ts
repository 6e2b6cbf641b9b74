import { z } from 'zod';
import { id, instant, timeZone } from './common.js';
import { roleKey } from './organization.js';

/** Lines that one spreadsheet may hold. */
export const ROTATION_LINES = 1000;

/** What can be wrong with a line. */
export const ROTATION_ERRORS = [
  'person_unknown',
  'name_differs',
  'department_unknown',
  'role_unknown',
  'date_invalid',
  'interval_invalid',
  'conflict',
  'twice',
  'own_role',
] as const;
export const rotationError = z.enum(ROTATION_ERRORS);
export type RotationError = z.infer<typeof rotationError>;

/** A spreadsheet (XLSX or CSV) of people who come to a school for a time. */
export const rotationSheet = z.object({
  /** the host school */
  schoolId: id,
  fileName: z.string().max(200),
  /** the file, base64; half a megabyte at most */
  content: z.base64().min(1).max(700_000),
  /** in whose days the dates are meant: a zone of the IANA database */
  timeZone: timeZone.default('Asia/Shanghai'),
});
export type RotationSheet = z.input<typeof rotationSheet>;

/** What a line would do; `errors` empty = it can be done. */
export const rotationLine = z.object({
  /** as the spreadsheet program counts */
  line: z.int(),
  loginName: z.string(),
  name: z.string(),
  /** where: the department, or the school itself */
  place: z.string(),
  role: roleKey.nullable(),
  from: instant.nullable(),
  /** the instant at which it ends; null = open */
  until: instant.nullable(),
  errors: z.array(rotationError),
});
export type RotationLine = z.infer<typeof rotationLine>;
export const rotationPreview = z.object({ lines: z.array(rotationLine), ready: z.boolean() });
export type RotationPreview = z.infer<typeof rotationPreview>;
/** How many memberships were made. */
export const rotationDone = z.object({ made: z.int() });
