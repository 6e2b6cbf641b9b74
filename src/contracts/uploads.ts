import { z } from 'zod';
import { id, instant } from './common.js';

export const uploadState = z.enum(['uploading', 'verifying', 'stored', 'failed', 'aborted']);

/** A refusal or failure as stored: the code and what fills its sentence. */
export const failureView = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const createUploadRequest = z.object({
  /** as the browser gives it, kept exactly; at most 1,000 characters */
  fileName: z.string().min(1).max(1000),
  /** folder inside a dropped folder, for display; `/`-separated */
  relativePath: z.string().max(2000).optional(),
  /** bytes */
  size: z.int().min(0),
  /** last-modified of the person's file, ms: lets a resume recognise the same file */
  lastModified: z.int().optional(),
  /** the school in whose name it is uploaded; default: the home school */
  schoolId: id.optional(),
});

export const uploadView = z.object({
  id,
  fileName: z.string(),
  size: z.int(),
  lastModified: z.int().nullable(),
  partSize: z.int(),
  partCount: z.int(),
  state: uploadState,
  failure: failureView.nullable(),
  createdAt: instant,
  expiresAt: instant,
  /** the file row once verified: attach it to a resource by this id */
  fileId: id.nullable(),
});
export type UploadView = z.infer<typeof uploadView>;

/** `parts` are those the store holds: a resume sends the others. */
export const uploadDetail = uploadView.extend({
  parts: z.array(z.object({ number: z.int(), size: z.int() })),
});
/** `resourceId`: the resource that waits for the upload, so that whoever goes on with it knows whether to make one. */
export const uploadList = z.object({ items: z.array(uploadView.extend({ resourceId: id.nullable() })) });
export type ListedUpload = z.infer<typeof uploadList>['items'][number];

export const signPartsRequest = z.object({ numbers: z.array(z.int().min(1).max(10_000)).min(1).max(100) });
export const signPartsResponse = z.object({
  parts: z.array(z.object({ number: z.int(), url: z.string(), size: z.int() })),
  expiresAt: instant,
});
/** SHA-256 of the whole file in lower-case hex when the browser computed it. */
export const completeUploadRequest = z.object({
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

export const quotaView = z.object({
  user: z.object({ used: z.int(), limit: z.int() }),
  school: z.object({ used: z.int(), limit: z.int() }).nullable(),
  maxFileBytes: z.int(),
});
