/** As the operating system, SQLite and MySQL say that there is no room: ENOSPC, EDQUOT; SQLITE_FULL; ER_DISK_FULL, ER_RECORD_FILE_FULL. */
const CODES = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'ER_DISK_FULL', 'ER_RECORD_FILE_FULL']);
const SAID = /database or disk is full|no space left on device/i;

/** Whether something failed because a disk is full, wherever in the chain of causes it says so. */
export function isDiskFull(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; depth += 1) {
    const { code, driverError } = cause as { code?: unknown; driverError?: unknown };
    if ((typeof code === 'string' && CODES.has(code)) || SAID.test(cause.message)) return true;
    cause = driverError ?? cause.cause;
  }
  return false;
}
