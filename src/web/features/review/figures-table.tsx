import { useTranslation } from 'react-i18next';
import type { FiguresRow } from '../../api/review.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { useWaitWords } from './wait-words.js';

interface Props {
  dimension: 'subject' | 'type' | 'school' | 'month';
  rows: FiguresRow[];
}

const COUNTS = ['approvedFirst', 'approvedAgain', 'returned', 'withdrawn'] as const;

/** The figures by one dimension, most decided first, and months by their order. */
export function FiguresTable({ dimension, rows }: Props) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const wait = useWaitWords();
  if (rows.length === 0) return null;
  const named = ({ key, name }: FiguresRow) => {
    if (key === '') return t('figures.without');
    switch (dimension) {
      case 'school':
        return name;
      case 'month':
        return key;
      case 'subject':
      case 'type':
        return taxonomy.name(dimension, key);
    }
  };
  const sorted = dimension === 'month' ? [...rows].sort((a, b) => b.key.localeCompare(a.key)) : rows;
  return (
    <section className="card figures-scroll" aria-label={t(`figures.by.${dimension}`)} tabIndex={0}>
      <h2>{t(`figures.by.${dimension}`)}</h2>
      <table className="figures-table">
        <thead>
          <tr>
            <th scope="col">{t(`figures.of.${dimension}`)}</th>
            <th scope="col">{t('figures.decided')}</th>
            <th scope="col">{t('figures.median')}</th>
            <th scope="col">{t('figures.longest')}</th>
            {COUNTS.map((name) => (
              <th key={name} scope="col">
                {t(`figures.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={row.key}>
              <th scope="row">{named(row)}</th>
              <td>{row.decided}</td>
              <td>{wait(row.median)}</td>
              <td>{wait(row.longest)}</td>
              {COUNTS.map((name) => (
                <td key={name}>{row[name] || <span className="muted">0</span>}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
