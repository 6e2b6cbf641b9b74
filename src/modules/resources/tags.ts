/** The form in which tags are compared: NFKC, lower case, runs of white space as one blank. */
export function tagKey(tag: string): string {
  return tag.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim().slice(0, 60);
}

/** Tags as stored: trimmed, without a leading `#`, each key once (the first spelling wins). */
export function normaliseTags(tags: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const raw of tags) {
    const tag = raw.normalize('NFC').replace(/\s+/gu, ' ').trim().replace(/^#+/u, '').trim();
    const key = tagKey(tag);
    if (key !== '' && !byKey.has(key)) byKey.set(key, tag);
  }
  return [...byKey.values()];
}
