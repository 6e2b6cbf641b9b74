import { useQuery } from '@tanstack/react-query';
import { Button, Tree } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { readChapters, type ChapterNodeView } from '../../api/taxonomy.js';
import { leavesOf } from './chapters.js';

interface Props {
  bookId: string;
  /** ids of chapters that have none below them */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

interface Node {
  key: string;
  title: string;
  children?: Node[];
}
const nodeOf = ({ id, title, children }: ChapterNodeView): Node => ({
  key: id,
  title,
  ...(children.length > 0 ? { children: children.map(nodeOf) } : {}),
});

/** The chapters of a book, of which each smallest one becomes a lesson. */
export function ChapterPick({ bookId, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const { data, isPending } = useChapters(bookId);
  const nodes = useMemo(() => (data?.chapters ?? []).map(nodeOf), [data]);
  const leaves = useMemo(() => leavesOf(data?.chapters ?? []).map(({ id }) => id), [data]);
  if (isPending) return <div className="bone" style={{ height: 160 }} />;
  if (nodes.length === 0) return <p className="muted">{t('plans.noChapters')}</p>;
  return (
    <div className="chapter-pick">
      <div className="row">
        <span className="grow small" role="status">
          {t('plans.chosenLessons', { count: chosen.length })}
        </span>
        <Button
          size="small"
          type="link"
          onClick={() => onChange(chosen.length === leaves.length ? [] : leaves)}
        >
          {t(chosen.length === leaves.length ? 'plans.chooseNone' : 'plans.chooseAll')}
        </Button>
      </div>
      <div className="chapter-tree">
        <Tree<Node>
          checkable
          selectable={false}
          defaultExpandAll={leaves.length < 60}
          treeData={nodes}
          checkedKeys={[...chosen]}
          aria-label={t('facet.chapter')}
          onCheck={(checked) => {
            const keysOf = new Set((Array.isArray(checked) ? checked : checked.checked).map(String));
            onChange(leaves.filter((id) => keysOf.has(id)));
          }}
        />
      </div>
    </div>
  );
}

/** The chapters of a book; none while no book is chosen. */
export function useChapters(bookId: string | null) {
  return useQuery({
    queryKey: keys.chapters(bookId ?? ''),
    queryFn: () => readChapters(bookId ?? ''),
    enabled: bookId !== null,
    staleTime: Infinity,
  });
}
