/** A setting that is missing or malformed: the program stops with this one sentence. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** The value of a key without which another setting means nothing. @throws SettingsError naming both */
export function needed(value: string | undefined, key: string, because: string): string {
  if (value === undefined) throw new SettingsError(`${because} needs ${key}.`);
  return value;
}
