import type { ErrorCode } from '../contracts/error-codes.js';
import { ERROR_STATUS } from '../contracts/error-codes.js';

/**
 * A refusal a person can be told about. The code is stable and translated by the client; `params` fill its
 * sentence; the status follows from the code. Anything else that is thrown is a fault of ours: 500, logged.
 */
export class AppError extends Error {
  readonly status: number;
  constructor(
    readonly code: ErrorCode,
    readonly params: Record<string, string | number> = {},
    options?: { cause?: unknown },
  ) {
    super(code, options);
    this.name = 'AppError';
    this.status = ERROR_STATUS[code];
  }
}

/** A start that cannot go well, for a reason that one sentence tells in the language of the terminal. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
  constructor(
    readonly text: { zh: string; en: string },
    options?: { cause?: unknown },
  ) {
    super(text.en, options);
  }
}

/** What does not exist, or may not be seen: the two are never told apart. */
export function notFound(): AppError {
  return new AppError('not_found');
}

/** Thrown by a job that cannot run yet: it is tried again after `delayMs` without counting as a failure. */
export class RetryLater extends Error {
  constructor(
    readonly delayMs: number,
    reason: string,
  ) {
    super(reason);
    this.name = 'RetryLater';
  }
}

/** Thrown by a job that can never succeed: no further attempt is made. */
export class NeverRetry extends Error {
  constructor(reason: string, options?: { cause?: unknown }) {
    super(reason, options);
    this.name = 'NeverRetry';
  }
}

/**
 * A service that we stand on does not answer or refuses us. Whoever asked is told so (503, with a code), a job comes back later;
 * the reason is for the log.
 */
export class ServiceAway extends RetryLater {
  constructor(
    readonly code: ErrorCode,
    reason: string,
    options?: { cause?: unknown },
  ) {
    super(30_000, reason);
    this.name = 'ServiceAway';
    this.cause = options?.cause;
  }
}
