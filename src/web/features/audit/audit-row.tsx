import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AuditEntryView } from '../../api/audit.js';
import { formatMoment } from '../../ui/format.js';
import { toneOf, useAuditWords } from './audit-words.js';

interface Props {
  entry: AuditEntryView;
  onActor: ((id: string, name: string) => void) | null;
}

/** One entry: when, who, in whose name, what, with what result, from where; everything else on demand. */
export function AuditRow({ entry, onActor }: Props) {
  const { t } = useTranslation();
  const words = useAuditWords();
  const [open, setOpen] = useState(false);
  const details = useId();
  const { actor, actingSchool, object, objectType, ip } = entry;
  const name = words.object(entry);
  return (
    <li className="audit-row">
      <time dateTime={entry.at} className="audit-when">
        {formatMoment(entry.at)}
      </time>
      <span className="audit-who">
        <Actor actor={actor} nobody={words.nobody(entry.action)} onActor={onActor} />
        {actingSchool?.name && (
          <small className="muted">{t('audit.inNameOf', { school: actingSchool.name })}</small>
        )}
      </span>
      <span className="audit-what">
        <b>{words.action(entry.action)}</b>{' '}
        {objectType === 'resource' && object?.name ? (
          <Link to={`/resources/${object.id}`}>{name}</Link>
        ) : (
          <span className="muted">{name}</span>
        )}
        {ip && <small className="muted audit-where">{t('audit.fromIp', { ip })}</small>}
      </span>
      <span className={toneOf(entry.result)}>{words.result(entry.result)}</span>
      <button
        type="button"
        className="plain-button audit-toggle"
        aria-expanded={open}
        aria-controls={details}
        aria-label={t('audit.detailsOf', { act: words.action(entry.action), time: formatMoment(entry.at) })}
        onClick={() => setOpen(!open)}
      >
        {open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
      </button>
      <div id={details} className="audit-details" hidden={!open}>
        {open && <Details entry={entry} />}
      </div>
    </li>
  );
}

function Actor({
  actor,
  nobody,
  onActor,
}: Pick<Props, 'onActor'> & { actor: AuditEntryView['actor']; nobody: string }) {
  const { t } = useTranslation();
  if (actor === null) return <span>{nobody}</span>;
  const name = actor.name ?? t('audit.unknownPerson');
  if (!onActor) return <span>{name}</span>;
  return (
    <button
      type="button"
      className="plain-button"
      title={t('audit.onlyPerson', { name })}
      onClick={() => onActor(actor.id, name)}
    >
      {name}
    </button>
  );
}

function Details({ entry }: { entry: AuditEntryView }) {
  const { t } = useTranslation();
  const words = useAuditWords();
  const rows: [string, string][] = [
    [t('audit.detail.school'), entry.school?.name ?? ''],
    ...words.detail(entry),
    [t('audit.detail.action'), entry.action],
    [t('audit.detail.object'), entry.object?.id ?? ''],
    [t('audit.detail.entry'), entry.id],
    [t('audit.detail.at'), entry.at],
  ];
  return (
    <dl>
      {rows
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
