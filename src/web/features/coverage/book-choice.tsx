import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookView } from '../../../contracts/taxonomy.js';
import { keys } from '../../api/keys.js';
import { readBooks } from '../../api/taxonomy.js';
import { useMySubjects } from '../../ui/use-my-subjects.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { bookName, bookOptions } from '../editor/book-options.js';

interface Props {
  /** the one that is shown, once it is known */
  book: BookView | undefined;
  bookId: string | null;
  onChoose: (bookId: string) => void;
}

/** 学段 · 学科 · 课本, beginning with the subject that I teach. */
export function BookChoice({ book, bookId, onChoose }: Props) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const { subjects } = useMySubjects();
  const [picked, setPicked] = useState<{ stage?: string | null; subject?: string | null }>({});
  const subject = picked.subject ?? book?.subject ?? subjects[0] ?? null;
  const teaching = taxonomy.data?.stages.find((one) => subject !== null && one.subjects.includes(subject));
  const stage = picked.stage ?? book?.stage ?? teaching?.key ?? null;
  const books = useQuery({
    queryKey: keys.books(stage ?? undefined, subject ?? undefined),
    queryFn: () => readBooks({ stage: stage ?? undefined, subject: subject ?? undefined }),
    enabled: Boolean(stage && subject),
    staleTime: Infinity,
  });
  const options = useMemo(
    () =>
      bookOptions(
        (books.data?.items ?? []).filter(({ hasChapters }) => hasChapters),
        null,
      ),
    [books.data],
  );
  const shown = options.some((group) => group.options.some(({ value }) => value === bookId));
  return (
    <>
      <label className="field">
        <span>{t('facet.stage')}</span>
        <Select
          value={stage}
          options={taxonomy.stages}
          placeholder={t('field.choose')}
          aria-label={t('facet.stage')}
          onChange={(next: string) => setPicked({ stage: next, subject: taught(next) ? subject : null })}
        />
      </label>
      <label className="field">
        <span>{t('facet.subject')}</span>
        <Select
          value={subject}
          showSearch={{ optionFilterProp: 'label' }}
          options={taxonomy.subjects(stage)}
          placeholder={t('field.choose')}
          aria-label={t('facet.subject')}
          onChange={(next: string) => setPicked({ stage, subject: next })}
        />
      </label>
      <label className="field coverage-book">
        <span>{t('facet.book')}</span>
        <Select
          value={shown ? bookId : null}
          showSearch={{ optionFilterProp: 'label' }}
          loading={books.isFetching}
          disabled={!stage || !subject}
          options={options}
          labelRender={({ value: id, label }) => bookName(options, id, label)}
          placeholder={t('field.choose')}
          aria-label={t('facet.book')}
          onChange={(next: string) => {
            setPicked({});
            onChoose(next);
          }}
        />
      </label>
    </>
  );

  /** Whether the subject is taught at a stage. */
  function taught(at: string): boolean {
    return taxonomy.subjects(at).some(({ value }) => value === subject);
  }
}
