/** The form in which tags are compared: NFKC, lower case, runs of white space as one blank. */
export function tagKey(tag: string): string {
  return tag.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim().slice(0, 60);
}

/** Tags as stored: trimmed, without the marks of `#tag` and `＃话题＃`, each key once (the first spelling wins). */
export function normaliseTags(tags: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const raw of tags) {
    const tag = raw
      .normalize('NFC')
      .replace(/\s+/gu, ' ')
      .replace(/^[\s#＃]+|[\s#＃]+$/gu, '');
    const key = tagKey(tag);
    if (key !== '' && !byKey.has(key)) byKey.set(key, tag);
  }
  return [...byKey.values()];
}
