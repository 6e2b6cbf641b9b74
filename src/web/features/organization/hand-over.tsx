import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import type { PersonView } from '../../api/organization.js';
import { handOver, readHandOver, type HandOverItem, type HandOverResult } from '../../api/sharing.js';
import { useSession } from '../../app/session.js';
import { useErrorText } from '../../ui/error-text.js';
import { MoreButton } from '../../ui/more-button.js';
import { ErrorState, State } from '../../ui/states.js';
import { useIsPhone } from '../../ui/use-is-phone.js';
import { ReceiverSelect } from './receiver-select.js';
import '../sharing/sharing.css';

interface Props {
  person: PersonView;
  schoolId: string;
  onClose: () => void;
}

/** What somebody manages in a school, and to whom it goes: all to one, single things to others. */
export function HandOverDrawer({ person, schoolId, onClose }: Props) {
  const { t } = useTranslation();
  const phone = useIsPhone();
  const { user } = useSession();
  const errorText = useErrorText();
  const client = useQueryClient();
  const [rest, setRest] = useState<string | null>(null);
  const [single, setSingle] = useState<Record<string, string>>({});
  const query = useInfiniteQuery({
    queryKey: keys.handOver(schoolId, person.id),
    queryFn: ({ pageParam }) => readHandOver(schoolId, person.id, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const give = useMutation({
    mutationFn: () => handOver(schoolId, person.id, { shares: sharesOf(rest, single) }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.handOver(schoolId, person.id) }),
  });
  const first = query.data?.pages[0];
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const without = [person.id, user.id];
  const ready = rest !== null || Object.keys(single).length > 0;
  return (
    <Drawer
      open
      title={t('handOver.of', { name: person.name })}
      onClose={onClose}
      size={phone ? '100vw' : 600}
    >
      <div className="hand-over">
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
        {query.isPending && <div className="bone" style={{ height: 240 }} />}
        {give.isError && <Alert type="error" showIcon title={errorText(give.error)} />}
        {give.data && <Given result={give.data} />}
        {first?.counts.total === 0 && !give.data && (
          <State drawing="empty" title={t('handOver.nothing')} compact />
        )}
        {first && first.counts.total > 0 && (
          <>
            <p className="viewers-total">{t('handOver.total', { count: first.counts.total })}</p>
            <p className="muted small">{t('handOver.stays', { name: person.name })}</p>
            <label className="field">
              <span>{t('handOver.rest')}</span>
              <ReceiverSelect
                schoolId={schoolId}
                without={without}
                value={rest}
                label={t('handOver.rest')}
                onChange={setRest}
              />
            </label>
            <div>
              <Button type="primary" disabled={!ready} loading={give.isPending} onClick={() => give.mutate()}>
                {t('handOver.give')}
              </Button>
            </div>
            <h3>{t('handOver.each')}</h3>
            <ul className="share-list">
              {items.map((item) => (
                <Item key={item.id} item={item}>
                  <ReceiverSelect
                    schoolId={schoolId}
                    without={without}
                    value={single[item.id] ?? null}
                    label={t('handOver.toOf', { title: item.title ?? t('handOver.hidden') })}
                    onChange={(id) => setSingle(withChoice(single, item.id, id))}
                  />
                </Item>
              ))}
            </ul>
            {query.hasNextPage && <MoreButton query={query} />}
          </>
        )}
      </div>
    </Drawer>
  );
}

function Item({ item, children }: { item: HandOverItem; children: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <li className="hand-over-item">
      <span className="grow">
        {item.title === null ? <span className="muted">{t('handOver.hidden')}</span> : item.title}{' '}
        <span className="row-wrap">
          {item.kinds.map((kind) => (
            <span key={kind} className="tone tone-grey">
              {t(`handOver.kind.${kind}`)}
            </span>
          ))}
        </span>
        {item.alsoManagedBy.length > 0 && (
          <span className="muted small">
            {t('handOver.also', { names: item.alsoManagedBy.join(t('app.comma')) })}
          </span>
        )}
      </span>
      {children}
    </li>
  );
}

function Given({ result }: { result: HandOverResult }) {
  const { t } = useTranslation();
  const { handed, already, links } = result;
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      title={[
        t('handOver.given', { count: handed }),
        ...(links > 0 ? [t('handOver.links', { count: links })] : []),
        ...(already > 0 ? [t('handOver.already', { count: already })] : []),
      ].join(' ')}
    />
  );
}

function sharesOf(rest: string | null, single: Record<string, string>) {
  const lists = new Map<string, string[]>();
  for (const [resourceId, toId] of Object.entries(single))
    lists.set(toId, [...(lists.get(toId) ?? []), resourceId]);
  return [
    ...[...lists].map(([toId, resourceIds]) => ({ toId, resourceIds })),
    ...(rest === null ? [] : [{ toId: rest }]),
  ];
}

function withChoice(single: Record<string, string>, id: string, toId: string | null) {
  return Object.fromEntries([
    ...Object.entries(single).filter(([key]) => key !== id),
    ...(toId === null ? [] : [[id, toId]]),
  ]) as Record<string, string>;
}
