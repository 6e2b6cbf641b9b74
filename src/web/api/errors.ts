import type { ErrorCode } from '../../contracts/error-codes.js';
import type { Problem } from '../../contracts/common.js';

/** Codes of the server, and two that only a browser can know. */
export type ClientErrorCode = ErrorCode | 'offline' | 'aborted';

/** A refused or failed request. `code` chooses the sentence shown (i18n `errors.*`); `status` is 0 without an answer. */
export class ApiError extends Error {
  constructor(
    readonly code: ClientErrorCode,
    readonly status: number,
    readonly params: Record<string, string | number> = {},
    readonly issues: { path: string; message: string }[] = [],
    readonly requestId: string | null = null,
  ) {
    super(code);
    this.name = 'ApiError';
  }

  static fromProblem(status: number, body: Partial<Problem> | null): ApiError {
    const code = (body?.code ?? codeForStatus(status)) as ClientErrorCode;
    return new ApiError(code, status, body?.params, body?.issues, body?.requestId ?? null);
  }
}

/** The code to speak of when an answer (of a proxy, say) is not problem+json. */
function codeForStatus(status: number): ErrorCode {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 413) return 'too_large';
  if (status === 429) return 'too_many_requests';
  if (status === 502 || status === 503 || status === 504) return 'unavailable';
  return 'internal';
}

export function isApiError(error: unknown, code?: ClientErrorCode): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code);
}

/** Whether the server was not reached or could not answer: the same request may do better later. */
export function isUnreached(error: unknown): boolean {
  return isApiError(error) && (error.status === 0 || error.status >= 500);
}
