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
  'review.',
  'plan.',
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
const OF_RESOURCES = /^(resource|review|link|support|access)\./;
export const kindsFor = (auditor: boolean) => KINDS.filter((kind) => auditor || OF_RESOURCES.test(kind));

/** The name of an act or a family in the dictionary. */
export const wordKey = (action: string) => action.replace(/[.-]/g, '_');

export const RESULTS = ['ok', 'denied', 'failed'] as const;
export const toneOf = (result: string) =>
  result === 'ok' ? 'tone tone-green' : result === 'denied' ? 'tone tone-amber' : 'tone tone-red';

/** Where the words for a detail's value stand in the dictionary. */
const VALUES: Record<string, string> = {
  right: 'viewers.right',
  scope: 'audit.object',
  kind: 'audit.object',
  preset: 'audience',
  licence: 'licence',
  mark: 'marks.kind',
};

/** What is said of entries; what nobody has words for is shown as it is written. */
export function useAuditWords() {
  const { t, i18n } = useTranslation();
  const said = (key: string, otherwise: string) => (i18n.exists(key) ? t(key) : otherwise);
  const label = (key: string) => said(`audit.detail.${key}`, key);
  const value = (key: string, given: unknown): string => {
    if (Array.isArray(given)) return given.map((one) => value(key, one)).join(t('app.comma'));
    if (typeof given === 'object' && given !== null) return pairs(given).map(together).join(t('app.comma'));
    if (typeof given === 'boolean') return t(given ? 'audit.yes' : 'audit.no');
    if (typeof given === 'string') {
      if (key === 'role') return said(`role.${given}`, given);
      if (key === 'code') return said(`errors.${given}`, given);
      if (key in VALUES) return said(`${VALUES[key]}.${given}`, given);
      return /^\d{4}-\d\d-\d\dT/.test(given) ? formatMoment(given) : given;
    }
    if (typeof given === 'number') {
      // Instants are written as milliseconds.
      return given > 1e12 ? formatMoment(new Date(given).toISOString()) : String(given);
    }
    return JSON.stringify(given);
  };
  /** What there is to say, each with its name. */
  const pairs = (given: object): [string, string][] =>
    Object.entries(given)
      .filter(([, one]) => one !== null && one !== undefined && !(Array.isArray(one) && one.length === 0))
      .map(([key, one]) => [label(key), value(key, one)]);
  const together = (pair: [string, string]) => pair.join(t('app.colon'));
  return {
    action: (action: string) => said(`audit.act.${wordKey(action)}`, action),
    /** Who did what nobody with an account did: a visitor of a link, somebody unknown at the door, or the program. */
    nobody: (action: string) => {
      if (action.startsWith('link.')) return t('audit.visitor');
      return t(/^(session|access)\./.test(action) ? 'audit.unknownPerson' : 'audit.program');
    },
    result: (result: string) => said(`audit.result.${result}`, result),
    /** What was acted on: its name, or what kind of thing it is. */
    object: ({ objectType, object, actor, detail }: AuditEntryView) => {
      if (objectType === null || objectType === 'act') return '';
      if (objectType === 'account' && object?.id === actor?.id) return '';
      const name = object?.name || said(`audit.object.${objectType}`, objectType);
      const role = objectType === 'membership' && detail?.['role'];
      return role ? `${name} · ${value('role', role)}` : name;
    },
    detail: ({ detail }: AuditEntryView): [string, string][] => pairs(detail ?? {}),
  };
}
