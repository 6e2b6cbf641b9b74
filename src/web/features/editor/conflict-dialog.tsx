import { Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTaxonomy } from '../../ui/use-taxonomy.js';
import type { EditFields, FieldName } from './draft-of.js';

interface Props {
  mine: EditFields;
  theirs: EditFields;
  clashes: FieldName[];
  onCancel: () => void;
  onDecide: (picked: Partial<EditFields>) => void;
}

const labelKey: Record<FieldName, string> = {
  title: 'field.title',
  description: 'field.description',
  type: 'facet.type',
  stage: 'facet.stage',
  subject: 'facet.subject',
  grade: 'facet.grade',
  bookId: 'facet.book',
  chapterId: 'facet.chapter',
  tags: 'field.tags',
  linkUrl: 'field.link',
  fileIds: 'resource.files',
};

/** Somebody else saved meanwhile and changed the same fields: both are shown, field by field, and nothing is lost. */
export function ConflictDialog({ mine, theirs, clashes, onCancel, onDecide }: Props) {
  const { t } = useTranslation();
  const taxonomy = useTaxonomy();
  const [taken, setTaken] = useState<Partial<Record<FieldName, 'mine' | 'theirs'>>>({});
  const show = (name: FieldName, fields: EditFields): string => {
    const value = fields[name];
    if (name === 'type' || name === 'stage' || name === 'subject' || name === 'grade') {
      return taxonomy.name(name, fields[name]) || t('editor.nothing');
    }
    return (Array.isArray(value) ? value.join(t('app.comma')) : value) || t('editor.nothing');
  };
  return (
    <Modal
      open
      width={640}
      title={t('editor.conflictTitle')}
      okText={t('editor.conflictSave')}
      cancelText={t('editor.conflictBack')}
      onCancel={onCancel}
      onOk={() =>
        onDecide(
          Object.fromEntries(
            clashes.map((name) => [name, (taken[name] === 'theirs' ? theirs : mine)[name]]),
          ) as Partial<EditFields>,
        )
      }
    >
      <p className="muted">{t('editor.conflictText')}</p>
      {clashes.map((name) => (
        <fieldset key={name} className="conflict">
          <legend>{t(labelKey[name])}</legend>
          <Radio.Group
            vertical
            value={taken[name] ?? 'mine'}
            onChange={(event) => setTaken({ ...taken, [name]: event.target.value as 'mine' | 'theirs' })}
          >
            <Radio value="mine">
              <b>{t('editor.mine')}</b> <span className="conflict-value">{show(name, mine)}</span>
            </Radio>
            <Radio value="theirs">
              <b>{t('editor.theirs')}</b> <span className="conflict-value">{show(name, theirs)}</span>
            </Radio>
          </Radio.Group>
        </fieldset>
      ))}
    </Modal>
  );
}
