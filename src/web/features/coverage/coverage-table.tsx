import { CheckOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CoverageCell } from '../../api/coverage.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import type { CoverageRow } from './coverage-sums.js';

interface Props {
  bookId: string;
  parts: string[];
  rows: CoverageRow[];
  whole: CoverageCell[];
  /** what is in the collection is told apart from what could be put there */
  collecting: boolean;
}

/** A book as a table: a line for each chapter, a column for each part of a lesson. */
export function CoverageTable({ bookId, parts, rows, whole, collecting }: Props) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const anyWhole = whole.some(({ seen }) => seen > 0);
  return (
    <div className="card coverage-scroll">
      <table className="coverage-table">
        <thead>
          <tr>
            <th scope="col">{t('coverage.chapter')}</th>
            {parts.map((part) => (
              <th key={part} scope="col">
                {taxonomy.name('type', part)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {anyWhole && (
            <tr className="coverage-unit">
              <th scope="row">{t('coverage.wholeBook')}</th>
              {whole.map((cell, i) => (
                <td key={parts[i]}>
                  {cell.seen > 0 && (
                    <Count cell={cell} node={bookId} type={parts[i]!} collecting={collecting} />
                  )}
                </td>
              ))}
            </tr>
          )}
          {rows.map((row) => (
            <tr
              key={row.id}
              className={row.below ? 'coverage-unit' : `coverage-lesson coverage-${row.standing}`}
            >
              <th scope="row" style={{ paddingInlineStart: 14 + Math.min(row.depth, 4) * 18 }}>
                {row.title}
              </th>
              {row.cells.map((cell, i) => (
                <td key={parts[i]}>
                  {cell.seen > 0 ? (
                    <Count cell={cell} node={row.id} type={parts[i]!} collecting={collecting} />
                  ) : (
                    !row.below && <span className="coverage-none">{t('coverage.missing')}</span>
                  )}
                  {row.below && (
                    <span className="coverage-share">
                      {t('coverage.share', { with: row.below.withPart[i], lessons: row.below.lessons })}
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CountProps {
  cell: CoverageCell;
  node: string;
  type: string;
  collecting: boolean;
}

/** How many there are, and the way to them. */
function Count({ cell: { seen, collected }, node, type, collecting }: CountProps) {
  const { t } = useTranslation();
  const inIt = collecting && collected > 0;
  const words = !collecting
    ? t('coverage.seen', { count: seen })
    : inIt
      ? t('coverage.collected', { count: collected })
      : t('coverage.addable', { count: seen });
  return (
    <Link
      to={`/search?${new URLSearchParams({ node, type }).toString()}`}
      className={inIt || !collecting ? 'coverage-count' : 'coverage-count coverage-addable'}
      title={words}
      aria-label={words}
    >
      {inIt && <CheckOutlined aria-hidden />}
      {inIt ? collected : seen}
    </Link>
  );
}
