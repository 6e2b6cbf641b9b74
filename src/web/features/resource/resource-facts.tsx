import { Tag } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ResourceView } from '../../api/resources.js';
import { formatDay, formatMoment } from '../../ui/format.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { AudienceWords } from './audience-words.js';

/** The time in which its audience sees it, as far as it has bounds: "11月29日 08:00 开放、开放到 …". */
function windowWords(t: TFunction, { visibleFrom, visibleUntil }: ResourceView, now = Date.now()): string {
  const isBefore = (time: string) => Date.parse(time) <= now;
  return [
    visibleFrom && !isBefore(visibleFrom) && t('share.scheduled', { time: formatMoment(visibleFrom) }),
    visibleUntil &&
      t(isBefore(visibleUntil) ? 'share.over' : 'share.openUntil', { time: formatMoment(visibleUntil) }),
  ]
    .filter(Boolean)
    .join(t('app.comma'));
}

/** What it is, where it belongs, whose it is and who may see it. */
export function ResourceFacts({ resource }: { resource: ResourceView }) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const chapter = [resource.bookTitle, ...resource.chapterPath].filter(Boolean);
  const rows: [string, string][] = [
    [t('facet.type'), taxonomy.name('type', resource.type)],
    [
      t('facet.stage'),
      [taxonomy.name('stage', resource.stage), taxonomy.name('grade', resource.grade)]
        .filter(Boolean)
        .join(' · '),
    ],
    [t('facet.subject'), taxonomy.name('subject', resource.subject)],
    [t('facet.chapter'), chapter.join(' › ')],
    [t('resource.author'), resource.author.name],
    [t('share.people.coAuthor'), resource.coAuthors.map(({ name }) => name).join(t('app.comma'))],
    [t('facet.school'), resource.school.name],
    ...resource.marks.map(({ kind, scope, by, at }): [string, string] => [
      t(`marks.kind.${kind}`),
      `${scope.name} · ${t('marks.given', { name: by.name, time: formatDay(at) })}`,
    ]),
    [t('resource.published'), resource.publishedAt ? formatDay(resource.publishedAt) : ''],
    [t('resource.updated'), formatDay(resource.updatedAt)],
    [t('share.usage.licence'), t(`licence.${resource.licence}`)],
    [t('share.window'), windowWords(t, resource)],
  ];
  return (
    <aside className="facts" aria-label={t('resource.about')}>
      {resource.description && <p className="facts-words">{resource.description}</p>}
      <dl>
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        <div>
          <dt>{t('resource.audience')}</dt>
          <dd>
            <AudienceWords audience={resource.audience} state={resource.state} />
            {resource.narrowedBy && (
              <span className="facts-narrowed small">{t(`share.narrowed.${resource.narrowedBy}`)}</span>
            )}
          </dd>
        </div>
      </dl>
      {resource.tags.length > 0 && (
        <div className="row-wrap facts-tags">
          {resource.tags.map((tag) => (
            <Link key={tag} to={`/search?text=${encodeURIComponent(tag)}`}>
              <Tag>{tag}</Tag>
            </Link>
          ))}
        </div>
      )}
    </aside>
  );
}
