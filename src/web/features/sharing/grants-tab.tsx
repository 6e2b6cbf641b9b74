import { DeleteOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import type { ResourceView } from '../../api/resources.js';
import { giveGrant, readGrants, takeGrant, type GrantInput, type GrantView } from '../../api/sharing.js';
import { useErrorText } from '../../ui/error-text.js';
import { formatDate } from '../../ui/format.js';
import { ErrorState } from '../../ui/states.js';
import { labelOf, partOf } from './addressee-options.js';
import { useAddressees } from './use-addressees.js';

type Right = 'edit' | 'manage';

/** Who else may edit or manage, by name; co-authors among them. */
export function GrantsTab({ resource }: { resource: ResourceView }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const client = useQueryClient();
  const query = useQuery({ queryKey: keys.grants(resource.id), queryFn: () => readGrants(resource.id) });
  const settle = (grants: { items: GrantView[] }) => {
    client.setQueryData(keys.grants(resource.id), grants);
    void client.invalidateQueries({ queryKey: keys.resource(resource.id) });
  };
  const give = useMutation({
    mutationFn: (body: GrantInput) => giveGrant(resource.id, body),
    onSuccess: settle,
  });
  const take = useMutation({ mutationFn: (key: string) => takeGrant(resource.id, key), onSuccess: settle });
  const rights = (['edit', 'manage'] as const).map((value) => ({ value, label: t(`share.people.${value}`) }));
  const failed = give.error ?? take.error;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  return (
    <div className="share-tab">
      <p className="muted">{t('share.people.lead')}</p>
      {failed && <Alert type="error" showIcon title={errorText(failed)} />}
      <NewGrant
        schoolId={resource.school.id}
        busy={give.isPending}
        rights={rights}
        onGive={(body) => give.mutateAsync(body)}
      />
      {query.isPending && <div className="bone" style={{ height: 120 }} />}
      {query.data?.items.length === 0 && <p className="muted">{t('share.people.none')}</p>}
      <ul className="share-list">
        {query.data?.items.map((grant) => (
          <li key={grant.key}>
            <span className="grow">
              <b>{labelOf(grant.to) || t('share.people.gone')}</b>
              {grant.credited && <Tag>{t('share.people.coAuthor')}</Tag>}
              <span className="muted small">
                {t('share.people.by', { name: grant.grantedBy.name, time: formatDate(grant.grantedAt) })}
              </span>
            </span>
            <Select<Right>
              size="small"
              value={grant.right}
              options={rights}
              aria-label={labelOf(grant.to)}
              onChange={(right) => {
                const to = partOf(
                  grant.to.kind === 'user'
                    ? `user:${grant.to.id}:${grant.to.schoolId ?? ''}`
                    : `${grant.to.kind}:${grant.to.id}`,
                );
                give.mutate({ to: to as GrantInput['to'], right, credited: grant.credited });
              }}
            />
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('share.people.remove', { name: grant.to.name })}
              onClick={() => take.mutate(grant.key)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface NewGrantProps {
  schoolId: string;
  busy: boolean;
  rights: { value: Right; label: string }[];
  onGive: (body: GrantInput) => Promise<unknown>;
}

function NewGrant({ schoolId, busy, rights, onGive }: NewGrantProps) {
  const { t } = useTranslation();
  const { known, remember, setText, loading } = useAddressees(schoolId);
  const [to, setTo] = useState<string | null>(null);
  const [right, setRight] = useState<Right>('edit');
  const [credited, setCredited] = useState(false);
  const choices = [...known].filter(([, { kind }]) => kind !== 'school' && kind !== 'group');
  const person = to?.startsWith('user:') ?? false;
  return (
    <div className="share-add">
      <Select
        showSearch={{ optionFilterProp: 'label', onSearch: setText }}
        value={to}
        options={choices.map(([key, item]) => ({ value: key, label: labelOf(item) }))}
        onChange={(key: string) => {
          remember([key]);
          setTo(key);
        }}
        loading={loading}
        placeholder={t('share.people.who')}
        aria-label={t('share.people.who')}
        className="grow"
      />
      <Select<Right> value={right} options={rights} onChange={setRight} aria-label={t('share.tabs.people')} />
      <Checkbox
        checked={credited && person}
        disabled={!person}
        onChange={(event) => setCredited(event.target.checked)}
      >
        {t('share.people.credited')}
      </Checkbox>
      <Button
        type="primary"
        disabled={to === null}
        loading={busy}
        onClick={() => {
          if (to === null) return;
          const body = { to: partOf(to) as GrantInput['to'], right, credited: credited && person };
          onGive(body).then(
            () => setTo(null),
            () => undefined,
          );
        }}
      >
        {t('share.people.add')}
      </Button>
    </div>
  );
}
