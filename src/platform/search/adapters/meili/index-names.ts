import { SCHEMA_VERSION } from './index-settings.js';

export interface IndexNames {
  /** the one that answers */
  inUse: string;
  /** the one that is being filled, to take its place */
  next: string;
}

/** The indexes of an installation. An older program's have another version in their names. */
export function indexNames(index: string): IndexNames {
  const inUse = `${index}_v${SCHEMA_VERSION}`;
  return { inUse, next: `${inUse}_next` };
}

/** Whether an index is one of this installation's, of an older program. */
export function isOlder(index: string, uid: string): boolean {
  const version = uid.startsWith(`${index}_v`)
    ? /^(\d+)(?:_next)?$/.exec(uid.slice(index.length + 2))?.[1]
    : undefined;
  return version !== undefined && Number(version) < SCHEMA_VERSION;
}
