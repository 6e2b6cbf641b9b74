/**
 * Opaque page cursors: base64url of the JSON of the last row's sort key. A cursor is a position, never a
 * permission: what follows it is filtered by rights like any first page.
 */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key inside a cursor, or null when the text is no cursor of `length` parts. */
export function decodeCursor(cursor: string, length: number): (string | number)[] | null {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parsed) || parsed.length !== length) return null;
    return parsed.every((p) => typeof p === 'string' || typeof p === 'number') ? parsed : null;
  } catch {
    return null;
  }
}
