import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import {
  readRemarks,
  type LessonKey,
  type LessonView,
  type PlanView,
  type RemarkView,
} from '../../api/plans.js';
import type { FileView } from '../../api/resources.js';
import { ErrorState } from '../../ui/states.js';
import { FilesPane } from '../resource/files-pane.js';
import '../resource/resource.css';
import type { ViewerNotes } from '../viewer/viewer-props.js';
import { useAnchorWords } from './anchor-words.js';
import { asShown } from './as-shown.js';
import { PageBoxes } from './page-boxes.js';
import { RemarkComposer } from './remark-composer.js';
import { boxesOn, inOrder, isOpen, type Shown } from './remark-order.js';
import { RemarkThread } from './remark-thread.js';
import type { PlanActing } from './use-plan-act.js';
import { useRemarking } from './use-remarking.js';

interface Props {
  plan: PlanView;
  lesson: LessonView;
  draft: NonNullable<LessonView['draft']>;
  acting: PlanActing;
  /** of a new remark, for buttons that lead to it */
  field: RefObject<TextAreaRef | null>;
}

/** The remarks on a draft, read again now and then: colleagues write at the same time. */
export function useRemarks({ planId, id }: LessonKey, enabled: boolean) {
  return useQuery({
    queryKey: keys.remarks(planId, id),
    queryFn: () => readRemarks({ planId, id }),
    enabled,
    refetchInterval: 60_000,
    refetchOnWindowFocus: true,
  });
}

/** The draft with what is said of it beside it: what is on a page is drawn there, and each leads to the other. */
export function Discussion({ plan, lesson, draft, acting, field }: Props) {
  const { t } = useTranslation();
  const lessonKey = { planId: plan.id, id: lesson.id };
  const query = useRemarks(lessonKey, true);
  const [shown, setShown] = useState<Shown>(lesson.state === 'drafted' ? 'open' : 'all');
  const remarking = useRemarking(draft.files);
  const aboutOf = useAnchorWords(draft.files);
  const writes = lesson.state === 'drafted' && plan.state === 'running';
  const remarks = inOrder(
    query.data?.items ?? [],
    draft.files.map(({ id }) => id),
  );
  const open = remarks.filter(isOpen);
  const listed = shown === 'open' ? open : remarks;
  const { kind, drawn, active, goTo } = remarking;
  const notesOf = (file: FileView): ViewerNotes => ({
    goTo,
    onPlace: remarking.setSight,
    overlay: (page) => (
      <PageBoxes
        boxes={boxesOn(listed, file.id, page).map(({ remark, box }) => ({
          ...{ id: remark.id, box, by: remark.by.name, settled: !isOpen(remark) },
        }))}
        active={active}
        onActive={remarking.setActive}
        drawn={drawn?.fileId === file.id && drawn.page === page ? drawn.box : null}
        onDraw={
          writes && kind === 'passage'
            ? (box) => {
                remarking.draw({ fileId: file.id, page, box });
                field.current?.focus();
              }
            : undefined
        }
      />
    ),
  });
  const thread = (remark: RemarkView) => (
    <RemarkThread
      key={remark.id}
      lessonKey={lessonKey}
      remark={remark}
      about={aboutOf(remark.anchor)}
      active={active === remark.id}
      acting={acting}
      writes={writes}
      settles={plan.state === 'running' && (remark.mine || lesson.mine.leads || plan.organizes)}
      onOpen={() => remarking.open(remark.id, remark.anchor)}
    />
  );
  const nothing = remarks.length === 0 ? 'remarks.none' : 'remarks.noneOpen';
  return (
    <div className="discussion">
      <FilesPane
        resource={asShown(draft)}
        noting={{ fileId: remarking.file?.id ?? null, onFile: remarking.showFile, notesOf }}
      />
      <section className="remarks" id="remarks" aria-label={t('remarks.title')}>
        <div className="row remarks-head">
          <h2 className="grow">{t('remarks.title')}</h2>
          {remarks.length > 0 && (
            <Segmented
              size="small"
              value={shown}
              aria-label={t('remarks.which')}
              options={[
                { value: 'open' as const, label: t('remarks.open', { count: open.length }) },
                { value: 'all' as const, label: t('remarks.all', { count: remarks.length }) },
              ]}
              onChange={setShown}
            />
          )}
        </div>
        {writes && (
          <RemarkComposer lessonKey={lessonKey} remarking={remarking} acting={acting} field={field} />
        )}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />}
        {query.isSuccess && listed.length === 0 && <p className="muted small">{t(nothing)}</p>}
        <ol className="remark-list">{listed.map(thread)}</ol>
        {query.data?.more && <p className="muted small">{t('remarks.more')}</p>}
      </section>
    </div>
  );
}
