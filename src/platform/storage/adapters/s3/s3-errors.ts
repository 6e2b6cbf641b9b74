import { Logger } from '@nestjs/common';
import { StoreUnavailableError } from '../../storage.port.js';

const log = new Logger('S3');
/** How often one and the same trouble is written to the log. */
const SAY_EVERY_MS = 60_000;
const said = new Map<string, number>();

/** The code of an error of the store (`NoSuchKey`), of the network (`ECONNREFUSED`), or nothing. */
export function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** Whether the store says that there is no such object. */
export const isMissing = (error: unknown): boolean => ['NoSuchKey', 'NotFound'].includes(codeOf(error));

/** Whether the store says that there is no such upload, or that this can be no upload's id. */
export const isNoUpload = (error: unknown): boolean =>
  ['NoSuchUpload', 'XMinioInvalidResourceName', 'XMinioInvalidObjectName'].includes(codeOf(error));

/** The store refused to write over an existing key, or somebody else is just about to make it. */
export class KeyTakenError extends Error {
  override readonly name = 'KeyTakenError';
}
export const taken = (error: unknown): KeyTakenError | null =>
  ['PreconditionFailed', 'ConditionalRequestConflict'].includes(codeOf(error))
    ? new KeyTakenError('The key exists')
    : null;

/** Whether the store refused to join these parts. */
export const isBadParts = (error: unknown): boolean =>
  ['InvalidPart', 'InvalidPartOrder', 'EntityTooSmall', 'EntityTooLarge', 'MalformedXML'].includes(
    codeOf(error),
  );

/**
 * Runs a call to the store. What `known` makes of an error is thrown instead; every other failure means that the store
 * is not to be used now, and says so in the log, once a minute.
 */
export async function asked<T>(
  act: () => Promise<T>,
  known: (error: unknown) => Error | null = () => null,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw known(error) ?? unavailable(error);
  }
}

/** The store cannot be used: whatever the reason, people come again later. */
export function unavailable(error: unknown): StoreUnavailableError {
  if (error instanceof StoreUnavailableError) return error;
  const { message } = error instanceof Error ? error : new Error(String(error));
  const code = codeOf(error);
  const now = Date.now();
  if ((said.get(code) ?? 0) < now - SAY_EVERY_MS) {
    said.set(code, now);
    log.warn(`The object store cannot be used: ${code} ${message}`);
  }
  return new StoreUnavailableError(`${code} ${message}`.trim(), { cause: error });
}
