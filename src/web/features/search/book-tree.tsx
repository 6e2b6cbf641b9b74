import { useQueryClient } from '@tanstack/react-query';
import { Tree } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchFilters } from '../../api/discovery.js';
import { useSession } from '../../app/session.js';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { branchesOf, type BookNode, keyOfFilters, loadBranch, placeOf } from './book-nodes.js';

interface Props {
  filters: SearchFilters;
  change: (part: Partial<SearchFilters>) => void;
}

const storeKey = (userId: string) => `lianke.tree.${userId}`;

function readOpen(userId: string): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storeKey(userId)) ?? '[]');
    return Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : [];
  } catch {
    return [];
  }
}

/** 学段 → 学科 → 版本 → 册次 → 章节; which branches are open is remembered per person on this browser. */
export function BookTree({ filters, change }: Props) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const client = useQueryClient();
  const { user } = useSession();
  const [loaded, setLoaded] = useState<Record<string, BookNode[]>>({});
  const [open, setOpen] = useState(() => readOpen(user.id));

  const nodes = useMemo(() => branchesOf(taxonomy, loaded), [taxonomy, loaded]);
  if (!taxonomy.data) return <div className="bone" style={{ height: 140 }} />;
  const selected = keyOfFilters(filters, nodes);
  const remember = (keys: string[]) => {
    setOpen(keys);
    try {
      localStorage.setItem(storeKey(user.id), JSON.stringify(keys.slice(-60)));
    } catch {
      // only remembered until the page closes
    }
  };
  return (
    <Tree<BookNode>
      aria-label={t('search.tree')}
      blockNode
      showLine={false}
      treeData={nodes}
      expandedKeys={open}
      selectedKeys={selected ? [selected] : []}
      loadData={async (node) => {
        const children = await loadBranch(client, String(node.key));
        if (children) setLoaded((old) => ({ ...old, [String(node.key)]: children }));
      }}
      onExpand={(keys) => remember(keys.map(String))}
      onSelect={(_keys, { node, selected: on }) => {
        const key = String(node.key);
        if (!placeOf(key)) {
          remember(open.includes(key) ? open.filter((k) => k !== key) : [...open, key]);
          return;
        }
        change(on ? placeOf(key)! : { node: null, stage: [], subject: [] });
        if (on && !node.isLeaf && !open.includes(key)) remember([...open, key]);
      }}
      titleRender={(node) => <span title={node.title}>{node.title}</span>}
    />
  );
}
