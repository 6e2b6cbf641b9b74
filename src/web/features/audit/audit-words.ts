import { useTranslation } from 'react-i18next';
import type { AuditEntryView } from '../../api/audit.js';
import { formatMoment } from '../../ui/format.js';

/** Kinds of act to choose from: a whole family, or one act. Owners read of resources only. */
export const KINDS = [
  'resource.',
  'resource.view',
  'resource.download',
  'resource.publish',
  'resource.grant',
  'resource.link',
  'collection.',
  'link.',
  'support.',
  'access.',
  'session.',
  'account.',
  'membership.',
  'school.',
  'school_link.',
  'department.',
  'team.',
  'group.',
  'upload.',
  'file.',
  'audit.',
] as const;
const OF_RESOURCES = /^(resource|link|support|access)\./;
export const kindsFor = (auditor: boolean) => KINDS.filter((kind) => auditor || OF_RESOURCES.test(kind));

/** The name of an act or a family in the dictionary. */
export const wordKey = (action: string) => action.replace('.', '_');

export const RESULTS = ['ok', 'denied', 'failed'] as const;
export const toneOf = (result: string) =>
  result === 'ok' ? 'tone tone-green' : result === 'denied' ? 'tone tone-amber' : 'tone tone-red';

/** What is said of entries; what nobody has words for is shown as it is written. */
export function useAuditWords() {
  const { t, i18n } = useTranslation();
  const said = (key: string, otherwise: string) => (i18n.exists(key) ? t(key) : otherwise);
  const value = (key: string, given: unknown): string => {
    if (typeof given === 'boolean') return t(given ? 'audit.yes' : 'audit.no');
    if (typeof given === 'string') {
      if (key === 'role') return said(`role.${given}`, given);
      if (key === 'code') return said(`errors.${given}`, given);
      return /^\d{4}-\d\d-\d\dT/.test(given) ? formatMoment(given) : given;
    }
    if (typeof given === 'number') {
      // Instants are written as milliseconds.
      return given > 1e12 ? formatMoment(new Date(given).toISOString()) : String(given);
    }
    return JSON.stringify(given);
  };
  return {
    action: (action: string) => said(`audit.act.${wordKey(action)}`, action),
    result: (result: string) => said(`audit.result.${result}`, result),
    /** What was acted on: its name, or what kind of thing it is. */
    object: ({ objectType, object, actor, detail }: AuditEntryView) => {
      if (objectType === null || (objectType === 'account' && object?.id === actor?.id)) return '';
      const name = object?.name || said(`audit.object.${objectType}`, objectType);
      const role = objectType === 'membership' && detail?.['role'];
      return role ? `${name} · ${value('role', role)}` : name;
    },
    detail: ({ detail }: AuditEntryView): [string, string][] =>
      Object.entries(detail ?? {})
        .filter(([, given]) => given !== null && given !== undefined)
        .map(([key, given]) => [said(`audit.detail.${key}`, key), value(key, given)]),
  };
}
