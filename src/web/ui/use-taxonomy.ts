import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../api/keys.js';
import { readTaxonomy, type TaxonomyView } from '../api/taxonomy.js';

type Names = Record<'stage' | 'subject' | 'grade' | 'type', Map<string, string>>;
export interface Option {
  value: string;
  label: string;
}

export interface Taxonomy {
  data: TaxonomyView | undefined;
  /** the name in the language of the page; the key itself when it is unknown, nothing while the names are on their way */
  name(kind: keyof Names, key: string | null | undefined): string;
  stages: Option[];
  types: Option[];
  /** subjects taught at a stage, or all */
  subjects(stage?: string | null): Option[];
  grades(stage?: string | null): Option[];
}

/** Keys and names of everything that filters and forms offer; read once. */
export function useTaxonomy(): Taxonomy {
  const { i18n } = useTranslation();
  const { data } = useQuery({
    queryKey: keys.taxonomy,
    queryFn: readTaxonomy,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return useMemo(() => {
    const named = (list: { key: string; name: { zh: string; en: string } }[] = []) =>
      new Map(list.map((entry) => [entry.key, entry.name[language]]));
    const names: Names = {
      stage: named(data?.stages),
      subject: named(data?.subjects),
      grade: named(data?.grades),
      type: named(data?.types),
    };
    const options = (kind: keyof Names, only?: string[]): Option[] =>
      (only ?? [...names[kind].keys()]).map((value) => ({ value, label: names[kind].get(value) ?? value }));
    const stageOf = (stage?: string | null) => data?.stages.find((s) => s.key === stage);
    return {
      data,
      name: (kind, key) => (key && data ? (names[kind].get(key) ?? key) : ''),
      stages: options('stage'),
      types: options('type'),
      subjects: (stage) => options('subject', stageOf(stage)?.subjects),
      grades: (stage) => options('grade', stageOf(stage)?.grades),
    };
  }, [data, language]);
}
