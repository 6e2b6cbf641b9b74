import type { Addressee, AudiencePart } from '../../api/sharing.js';
import { currentLocale } from '../../i18n/index.js';

/** How a part is named in a list of choices. */
export function keyOf(part: Pick<Addressee, 'kind' | 'id'> & { schoolId?: string | null }): string {
  return part.kind === 'user' ? `user:${part.id}:${part.schoolId ?? ''}` : `${part.kind}:${part.id}`;
}

/** The part that a key of {@link keyOf} names. */
export function partOf(key: string): AudiencePart {
  const [kind, id = '', schoolId = ''] = key.split(':');
  if (kind === 'user') return { kind, id, schoolId };
  return { kind: kind as 'team' | 'department' | 'school' | 'group', id };
}

/** Name with its place, so that two departments of one name are told apart. */
export function labelOf({ kind, name, place }: Pick<Addressee, 'kind' | 'name' | 'place'>): string {
  if (place === '') return name;
  if (kind !== 'user') return `${place} ${name}`;
  return currentLocale() === 'en' ? `${name} (${place})` : `${name}（${place}）`;
}
