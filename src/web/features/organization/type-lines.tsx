import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import { useAct } from './use-act.js';

/** A line for one resource type; `type` null: for every type that has none of its own. */
interface Line {
  type: string | null;
}

interface Props<T extends Line> {
  /** whose words: of this setting `everyType`, `otherTypes`, `add`, `remove` and `save` are said */
  words: 'defaults' | 'review.policy' | 'rubric.policy';
  saved: readonly T[];
  /** the line for all types where none is saved */
  first: T;
  className?: string;
  /** what is set in a line; `name` is that of its type */
  fields: (item: T, name: string, change: (to: Partial<T>) => void) => ReactNode;
  onSave: (items: T[]) => Promise<void>;
}

/** A setting by resource type: one line for all types, which stays, and one for each type that is set apart from it. */
export function TypeLines<T extends Line>({ words, saved, first, className = '', fields, onSave }: Props<T>) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const [kept, setKept] = useState<T[]>(() => [
    saved.find((item) => item.type === null) ?? first,
    ...saved.filter((item) => item.type !== null),
  ]);
  const [items, setItems] = useState(kept);
  const save = useAct((sent: T[]) => onSave(sent).then(() => setKept(sent)));
  // Several such settings stand on one page, each with a button of its own.
  const changed = JSON.stringify(items) !== JSON.stringify(kept);
  const free = taxonomy.types.filter(({ value }) => !items.some((item) => item.type === value));
  const nameOf = ({ type }: Line) =>
    type === null
      ? t(items.length === 1 ? `${words}.everyType` : `${words}.otherTypes`)
      : taxonomy.name('type', type);
  return (
    <>
      <ul className="defaults-list">
        {items.map((item, at) => (
          <li key={item.type ?? ''} className={`defaults-line ${className}`}>
            <strong>{nameOf(item)}</strong>
            {fields(item, nameOf(item), (to) =>
              setItems(items.map((one, i) => (i === at ? { ...one, ...to } : one))),
            )}
            {item.type !== null && (
              <Button
                type="text"
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t(`${words}.remove`, { type: nameOf(item) })}
                onClick={() => setItems(items.filter((_, i) => i !== at))}
              />
            )}
          </li>
        ))}
      </ul>
      <div className="defaults-tools">
        <Select
          className="defaults-add"
          value={null}
          disabled={free.length === 0}
          options={free}
          suffixIcon={<PlusOutlined aria-hidden />}
          placeholder={t(`${words}.add`)}
          aria-label={t(`${words}.add`)}
          onChange={(type: string | null) => type !== null && setItems([...items, { ...items[0]!, type }])}
        />
        <span className="row">
          {changed && <span className="muted small">{t('org.unsaved')}</span>}
          <Button
            type="primary"
            disabled={!changed}
            loading={save.isPending}
            onClick={() => save.mutate(items)}
          >
            {t(`${words}.save`)}
          </Button>
        </span>
      </div>
    </>
  );
}
