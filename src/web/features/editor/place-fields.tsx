import { useQuery } from '@tanstack/react-query';
import { Select, TreeSelect } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readBooks, readChapters, type ChapterNodeView } from '../../api/taxonomy.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { bookName, bookOptions } from './book-options.js';

export interface Place {
  stage: string | null;
  subject: string | null;
  grade: string | null;
  bookId: string | null;
  chapterId: string | null;
}

interface Props {
  value: Place;
  onChange: (part: Partial<Place>) => void;
  /** whether a chapter of the book is asked for */
  chapters?: boolean;
}

interface ChapterOption {
  value: string;
  title: string;
  children: ChapterOption[];
}
const chapterOption = (node: ChapterNodeView): ChapterOption => ({
  value: node.id,
  title: node.title,
  children: node.children.map(chapterOption),
});

/** 学段 · 学科 · 年级 · 课本 · 章节; each choice narrows the next, and a book brings its own stage, subject and grade. */
export function PlaceFields({ value, onChange, chapters: withChapters = true }: Props) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const { stage, subject } = value;
  const books = useQuery({
    queryKey: keys.books(stage ?? undefined, subject ?? undefined),
    queryFn: () => readBooks({ stage: stage ?? undefined, subject: subject ?? undefined }),
    enabled: Boolean(stage && subject),
    staleTime: Infinity,
  });
  const chapters = useQuery({
    queryKey: keys.chapters(value.bookId ?? ''),
    queryFn: () => readChapters(value.bookId ?? ''),
    enabled: Boolean(value.bookId),
    staleTime: Infinity,
  });
  const options = useMemo(() => bookOptions(books.data?.items ?? [], value.grade), [books.data, value.grade]);
  const tree = useMemo(() => (chapters.data?.chapters ?? []).map(chapterOption), [chapters.data]);
  // a book chosen before the lists have come still has a name
  const known = options.some((g) => g.options.some((o) => o.value === value.bookId));
  const book = known ? value.bookId : (chapters.data?.book.title ?? value.bookId);

  return (
    <>
      <div className="place-pair">
        <label className="field">
          <span>{t('facet.stage')}</span>
          <Select
            allowClear
            value={stage}
            options={taxonomy.stages}
            placeholder={t('field.choose')}
            aria-label={t('facet.stage')}
            onChange={(next: string | undefined) =>
              onChange({
                stage: next ?? null,
                grade: null,
                bookId: null,
                chapterId: null,
                ...dropSubject(next),
              })
            }
          />
        </label>
        <label className="field">
          <span>{t('facet.subject')}</span>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={subject}
            options={taxonomy.subjects(stage)}
            placeholder={t('field.choose')}
            aria-label={t('facet.subject')}
            onChange={(next: string | undefined) =>
              onChange({ subject: next ?? null, bookId: null, chapterId: null })
            }
          />
        </label>
      </div>
      <label className="field">
        <span>{t('facet.grade')}</span>
        <Select
          allowClear
          value={value.grade}
          options={taxonomy.grades(stage)}
          placeholder={t('field.choose')}
          aria-label={t('facet.grade')}
          onChange={(next: string | undefined) =>
            onChange({ grade: next ?? null, bookId: null, chapterId: null })
          }
        />
      </label>
      <label className="field">
        <span>{t('facet.book')}</span>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={book}
          disabled={!stage || !subject}
          loading={books.isFetching}
          options={options}
          labelRender={({ value: id, label }) => bookName(options, id, label)}
          placeholder={t(stage && subject ? 'field.choose' : 'field.stageFirst')}
          aria-label={t('facet.book')}
          onChange={(next: string | undefined) => {
            const chosen = books.data?.items.find((b) => b.id === next);
            onChange({
              bookId: next ?? null,
              chapterId: null,
              ...(chosen?.grade ? { grade: chosen.grade } : {}),
            });
          }}
        />
      </label>
      {withChapters && value.bookId && (chapters.isPending || tree.length > 0) && (
        <label className="field">
          <span>{t('facet.chapter')}</span>
          <TreeSelect
            allowClear
            showSearch={{ treeNodeFilterProp: 'title' }}
            value={value.chapterId ?? undefined}
            treeData={tree}
            fieldNames={{ label: 'title', value: 'value', children: 'children' }}
            loading={chapters.isFetching}
            treeLine
            placeholder={t('field.choose')}
            aria-label={t('facet.chapter')}
            onChange={(next: string | undefined) => onChange({ chapterId: next ?? null })}
          />
        </label>
      )}
    </>
  );

  /** A subject that the new stage does not teach goes. */
  function dropSubject(next: string | undefined): Partial<Place> {
    return subject && taxonomy.subjects(next).some((s) => s.value === subject) ? {} : { subject: null };
  }
}
