import { Segmented } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { remark, type LessonKey } from '../../api/plans.js';
import { formatDuration } from '../../ui/format.js';
import { RemarkForm } from './remark-form.js';
import type { AnchorKind, Remarking } from './use-remarking.js';
import type { PlanActing } from './use-plan-act.js';

interface Props {
  lessonKey: LessonKey;
  remarking: Remarking;
  acting: PlanActing;
  field: RefObject<TextAreaRef | null>;
}

/** Writing a remark: of everything, the page in sight, a passage that is drawn, the moment at which a film stands. */
export function RemarkComposer({ lessonKey, remarking, acting, field }: Props) {
  const { t } = useTranslation();
  const { kinds, kind, sight, drawn, choose, draw } = remarking;
  const anchor = remarking.anchor();
  const words: Record<AnchorKind, string> = {
    whole: t('remarks.on.whole'),
    page: t('remarks.on.page', { page: Math.max(1, sight) }),
    passage: t('remarks.on.passage'),
    moment: t('remarks.on.moment', { time: formatDuration(sight) }),
  };
  const send = async (text: string) => {
    if (!anchor) return false;
    const sent = await acting.act({ send: () => remark(lessonKey, { anchor, text }) });
    if (sent) draw(null);
    return sent;
  };
  return (
    <div className="remark-composer">
      {kinds.length > 1 && (
        <Segmented
          size="small"
          block
          value={kind}
          aria-label={t('remarks.about')}
          options={kinds.map((value) => ({ value, label: words[value] }))}
          onChange={choose}
        />
      )}
      {kind === 'passage' && (
        <p className="small remark-hint" role="status">
          {drawn ? t('remarks.drawn', { page: drawn.page }) : t('remarks.drawHint')}
        </p>
      )}
      <RemarkForm
        ref={field}
        name={`remark ${lessonKey.id}`}
        label={t('remarks.write')}
        placeholder={t('remarks.writeHint')}
        send={t('remarks.send')}
        busy={acting.busy}
        blocked={anchor === null}
        onSend={send}
      />
    </div>
  );
}
