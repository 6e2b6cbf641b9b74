import { CloseOutlined, DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Select, Tag } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auditFile, findAuditPeople } from '../../api/audit.js';
import { keys } from '../../api/keys.js';
import { useDebounced } from '../../ui/use-debounced.js';
import { kindsFor, RESULTS, useAuditWords, wordKey } from './audit-words.js';
import type { useAuditSearch } from './use-audit-search.js';

interface Props {
  at: ReturnType<typeof useAuditSearch>;
  auditor: boolean;
}

/** Kind, person, result and days; and the entries found as a file. */
export function AuditFilters({ at, auditor }: Props) {
  const { t } = useTranslation();
  const words = useAuditWords();
  const { search, names, change, clear, isEmpty } = at;
  const days = [
    search.from ? dayjs(search.from) : null,
    search.until ? dayjs(search.until).subtract(1, 'ms') : null,
  ] as const;
  const today = dayjs();
  return (
    <section className="audit-filters" aria-label={t('audit.filters')}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={search.action}
        placeholder={t('audit.anyKind')}
        aria-label={t('audit.anyKind')}
        onChange={(action?: string) => change({ action })}
        options={kindsFor(auditor).map((kind) => ({ value: kind, label: t(`audit.kind.${wordKey(kind)}`) }))}
      />
      {auditor && <PersonFilter at={at} />}
      <Select
        allowClear
        value={search.result}
        placeholder={t('audit.anyResult')}
        aria-label={t('audit.anyResult')}
        onChange={(result?: string) => change({ result })}
        options={RESULTS.map((result) => ({ value: result, label: words.result(result) }))}
      />
      <DatePicker.RangePicker
        value={[...days]}
        allowEmpty={[true, true]}
        aria-label={t('audit.days')}
        placeholder={[t('audit.fromDay'), t('audit.untilDay')]}
        presets={[
          { label: t('audit.today'), value: [today, today] },
          { label: t('audit.week'), value: [today.subtract(6, 'day'), today] },
          { label: t('audit.month'), value: [today.subtract(29, 'day'), today] },
        ]}
        onChange={(range) =>
          change({
            from: range?.[0]?.startOf('day').toISOString(),
            until: range?.[1]?.endOf('day').add(1, 'ms').toISOString(),
          })
        }
      />
      <span className="audit-tools">
        {!isEmpty && <Button onClick={clear}>{t('audit.clear')}</Button>}
        <Button icon={<DownloadOutlined aria-hidden />} href={auditFile(search)} download>
          {t('audit.export')}
        </Button>
      </span>
      {search.objectId && (
        <div className="audit-only">
          <Tag
            closable={{ 'aria-label': t('audit.everything'), closeIcon: <CloseOutlined /> }}
            onClose={() => change({ objectId: undefined, what: undefined })}
          >
            {t('audit.only', { name: names.object ?? t('audit.object.resource') })}
          </Tag>
        </div>
      )}
    </section>
  );
}

function PersonFilter({ at: { search, names, change } }: Pick<Props, 'at'>) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const typed = useDebounced(text.trim(), 250);
  const query = useQuery({
    queryKey: keys.auditPeople(typed),
    queryFn: () => findAuditPeople(typed),
    placeholderData: (before) => before,
  });
  const found = (query.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const chosen =
    search.actorId && !found.some(({ value }) => value === search.actorId)
      ? [{ value: search.actorId, label: names.actor ?? search.actorId }]
      : [];
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label', onSearch: setText }}
      value={search.actorId}
      loading={query.isFetching}
      placeholder={t('audit.anybody')}
      aria-label={t('audit.anybody')}
      notFoundContent={query.isPending ? t('audit.looking') : t('audit.nobody')}
      options={[...chosen, ...found]}
      onChange={(actorId: string | undefined, option) =>
        change({ actorId, who: Array.isArray(option) ? undefined : option?.label })
      }
    />
  );
}
