import { QueryFailedError } from 'typeorm';

/** Whether a write failed because a primary key or unique index has that value already. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code, message } = error.driverError as { code?: string; message?: string };
  return (
    code === 'ER_DUP_ENTRY' ||
    /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(code ?? '') ||
    /UNIQUE constraint failed/.test(message ?? '')
  );
}
