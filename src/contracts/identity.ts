import { z } from 'zod';
import { id, instant, line } from './common.js';
import { membershipView, roleKey } from './organization.js';

/** Login names: letters, digits, `.`, `_`, `-` and `@`; compared without case. */
export const loginName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}._@-]{2,64}$/u);
/** A password as typed; judged by the server's rules (length 8–128, not among the common ones). */
export const password = z.string().min(1).max(256);

export const loginRequest = z.object({ loginName: z.string().max(200), password });
export const changePasswordRequest = z.object({ current: password, next: password });

/** What the signed-in person may do beyond reading, so that pages show just the buttons that work. */
export const abilities = z.object({
  manageGroups: z.array(id),
  manageSchools: z.array(id),
  catalogueSchools: z.array(id),
  /** where one gives and takes administrative roles, as a security administrator */
  secureGroups: z.array(id),
  secureSchools: z.array(id),
});

/** A school of the signed-in person; `until` is when they cease to belong to it, null when that is open. */
export const ownSchool = z.object({
  id,
  name: z.string(),
  shortName: z.string(),
  until: instant.nullable(),
});

/** The signed-in person, with the memberships whose interval contains now. */
export const sessionView = z.object({
  user: z.object({
    id,
    loginName: z.string(),
    name: z.string(),
    mustChangePassword: z.boolean(),
    locale: z.enum(['zh', 'en']),
  }),
  memberships: z.array(membershipView),
  roles: z.array(roleKey),
  abilities,
  /** the school in whose name new resources are made unless another is chosen; null for somebody without a school */
  homeSchoolId: id.nullable(),
  /**
   * the schools one belongs to now, home first: in the name of each one may work, by sending its id as
   * `X-Acting-School`
   */
  schools: z.array(ownSchool),
  expiresAt: instant,
});
export type SessionView = z.infer<typeof sessionView>;

/** A session of somebody, as its owner or their administrator sees it. Ids here open nothing. */
export const sessionSummary = z.object({
  id,
  /** the one that asks */
  current: z.boolean(),
  createdAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
  /** of the device at login */
  ip: z.string(),
  userAgent: z.string(),
});
export type SessionSummary = z.infer<typeof sessionSummary>;
export const sessionList = z.object({ items: z.array(sessionSummary) });

export const updateMeRequest = z.object({ locale: z.enum(['zh', 'en']).optional() });

/** Whether the first-run page is open (the installation has no account yet). */
export const setupStatus = z.object({ open: z.boolean() });
export const setupRequest = z.object({
  code: z.string().trim().min(1).max(64),
  groupName: line(100),
  schoolName: line(100),
  loginName,
  name: line(50),
  password,
});
