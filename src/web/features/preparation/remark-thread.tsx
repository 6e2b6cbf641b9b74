import { CheckOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  editRemark,
  remark as answerRemark,
  removeRemark,
  settleRemark,
  type LessonKey,
  type RemarkView,
} from '../../api/plans.js';
import { formatAgo } from '../../ui/format.js';
import { RemarkForm } from './remark-form.js';
import type { PlanActing } from './use-plan-act.js';

interface Props {
  lessonKey: LessonKey;
  remark: RemarkView;
  /** what it is about, in words */
  about: string;
  active: boolean;
  acting: PlanActing;
  /** something can be written now */
  writes: boolean;
  /** it can be settled or opened again by the reader, as long as the plan runs */
  settles: boolean;
  onOpen: () => void;
}

/** A remark with its answers, and what can be done about it. */
export function RemarkThread({ lessonKey, remark, about, active, acting, writes, settles, onOpen }: Props) {
  const { t } = useTranslation();
  const card = useRef<HTMLLIElement>(null);
  const [answering, setAnswering] = useState(false);
  useEffect(() => {
    if (active) card.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [active]);
  const { id, settled, outdated, answers } = remark;
  const answer = async (text: string) => {
    const sent = await acting.act({ send: () => answerRemark(lessonKey, { text, parentId: id }) });
    if (sent) setAnswering(false);
    return sent;
  };
  const look = ['remark', active && 'remark-active', settled && 'remark-settled'];
  return (
    <li ref={card} className={look.filter(Boolean).join(' ')} data-thread={id}>
      <div className="row remark-place">
        {outdated || remark.anchor.kind === 'whole' ? (
          <span className="small muted ellipsis">{about}</span>
        ) : (
          <button
            type="button"
            className="plain-button small ellipsis"
            aria-pressed={active}
            onClick={onOpen}
          >
            {about}
          </button>
        )}
        {outdated && <span className="tone tone-grey">{t('remarks.outdated')}</span>}
        {settled && (
          <span className="tone tone-green" title={t('remarks.settledBy', { name: settled.by.name })}>
            <CheckOutlined aria-hidden /> {t('remarks.settled')}
          </span>
        )}
      </div>
      <Said lessonKey={lessonKey} said={remark} acting={acting} writes={writes} />
      {answers.length > 0 && (
        <ol className="remark-answers">
          {answers.map((one) => (
            <li key={one.id}>
              <Said lessonKey={lessonKey} said={one} acting={acting} writes={writes} />
            </li>
          ))}
        </ol>
      )}
      {answering ? (
        <RemarkForm
          name={`answer ${id}`}
          autoFocus
          label={t('remarks.answer')}
          send={t('remarks.answer')}
          busy={acting.busy}
          onSend={answer}
          onCancel={() => setAnswering(false)}
        />
      ) : (
        (writes || settles) && (
          <div className="row remark-acts">
            {writes && (
              <Button type="link" size="small" onClick={() => setAnswering(true)}>
                {t('remarks.answer')}
              </Button>
            )}
            {settles && (
              <Button
                type="link"
                size="small"
                disabled={acting.busy}
                onClick={() => void acting.act({ send: () => settleRemark(lessonKey, id, settled === null) })}
              >
                {t(settled ? 'remarks.openAgain' : 'remarks.settle')}
              </Button>
            )}
          </div>
        )
      )}
    </li>
  );
}

interface SaidProps extends Pick<Props, 'lessonKey' | 'acting' | 'writes'> {
  said: Pick<RemarkView, 'id' | 'by' | 'at' | 'editedAt' | 'text' | 'removed' | 'mine'>;
}

/** What somebody wrote; its writer may change it or take it away. */
function Said({ lessonKey, said, acting, writes }: SaidProps) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const [editing, setEditing] = useState(false);
  const { id, by, at, editedAt, text, removed, mine } = said;
  const edit = async (next: string) => {
    const sent = await acting.act({ send: () => editRemark(lessonKey, id, next) });
    if (sent) setEditing(false);
    return sent;
  };
  const remove = () =>
    modal.confirm({
      title: t('remarks.askRemove'),
      okText: t('remarks.remove'),
      okButtonProps: { danger: true },
      onOk: () => acting.act({ send: () => removeRemark(lessonKey, id) }),
    });
  if (editing)
    return (
      <RemarkForm
        name={`edit ${id}`}
        initial={text}
        autoFocus
        label={t('remarks.edit')}
        send={t('actions.save')}
        busy={acting.busy}
        onSend={edit}
        onCancel={() => setEditing(false)}
      />
    );
  return (
    <div className="said">
      <p className="small said-by">
        <b>{by.name}</b>
        <time className="muted" dateTime={at}>
          {formatAgo(at)}
          {editedAt && ` · ${t('remarks.edited')}`}
        </time>
        {mine && writes && !removed && (
          <span className="said-acts">
            <button type="button" className="plain-button" onClick={() => setEditing(true)}>
              {t('actions.edit')}
            </button>
            <button type="button" className="plain-button" onClick={remove}>
              {t('remarks.remove')}
            </button>
          </span>
        )}
      </p>
      <p className={removed ? 'muted' : 'said-text'}>{removed ? t('remarks.removed') : text}</p>
    </div>
  );
}
