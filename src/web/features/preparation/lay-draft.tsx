import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keys } from '../../api/keys.js';
import { layDraft, type LessonKey, type LessonView, type PlanView } from '../../api/plans.js';
import { createResource, readResources } from '../../api/resources.js';
import { useActingSchool } from '../../app/session.js';
import { formatAgo } from '../../ui/format.js';
import { MoreButton } from '../../ui/more-button.js';
import { ResourceTitle } from '../../ui/resource-meta.js';
import { StandingTag } from '../../ui/standing-tag.js';
import { useAddedUploads } from '../editor/use-added-uploads.js';
import { DropZone } from '../upload/drop-zone.js';
import { UploadLine } from '../upload/upload-line.js';
import '../upload/upload.css';
import type { PlanActing } from './use-plan-act.js';

interface Props {
  plan: PlanView;
  lesson: LessonView;
  lessonKey: LessonKey;
  acting: PlanActing;
  onClose: () => void;
}

/** Laying the draft: files from here become a draft of mine for it, or something of mine that is there already. */
export function LayDraft({ plan, lesson, lessonKey, acting, onClose }: Props) {
  const { t } = useTranslation();
  const lay = async (resourceId: () => Promise<string>) => {
    const send = async () => layDraft(lessonKey, lesson.rev, await resourceId());
    if (await acting.act({ send, done: t('lesson.done.lay') })) onClose();
  };
  return (
    <Drawer open title={t('lesson.layTitle')} onClose={onClose} size="min(560px, 100vw)">
      <p className="muted lay-lead">{t('lesson.layText')}</p>
      <FromHere
        busy={acting.busy}
        onLay={(uploadIds) =>
          lay(async () => {
            const { stage, subject, grade, bookId } = plan;
            const place = { stage, subject, grade, bookId, chapterId: bookId ? lesson.chapterId : null };
            return (await createResource({ title: lesson.title, type: 'lesson_plan', ...place, uploadIds }))
              .id;
          })
        }
      />
      <OfMine busy={acting.busy} onLay={(id) => lay(() => Promise.resolve(id))} />
    </Drawer>
  );
}

function FromHere({ busy, onLay }: { busy: boolean; onLay: (uploadIds: string[]) => Promise<void> }) {
  const { t } = useTranslation();
  const added = useAddedUploads(useActingSchool() ?? '');
  return (
    <section aria-label={t('lesson.layUpload')}>
      <h3>{t('lesson.layUpload')}</h3>
      <DropZone look="corner" onFiles={added.add} />
      {added.items.map((item) => (
        <UploadLine key={item.key} item={item} queue={added.queue} onRemove={() => added.remove(item.key)} />
      ))}
      {added.items.length > 0 && (
        <Button
          type="primary"
          block
          loading={busy || added.waiting}
          disabled={added.ids.length === 0}
          onClick={() => void onLay(added.ids)}
        >
          {t('lesson.layThese')}
        </Button>
      )}
    </section>
  );
}

function OfMine({ busy, onLay }: { busy: boolean; onLay: (id: string) => Promise<void> }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const query = useInfiniteQuery({
    queryKey: keys.resources('mine'),
    queryFn: ({ pageParam }) => readResources('mine', pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const wanted = text.trim().toLowerCase();
  const cards = (query.data?.pages.flatMap((page) => page.items) ?? []).filter(({ title }) =>
    title.toLowerCase().includes(wanted),
  );
  return (
    <section className="lay-mine" aria-label={t('lesson.layMine')}>
      <h3>{t('lesson.layMine')}</h3>
      <Input
        allowClear
        value={text}
        placeholder={t('lesson.layFind')}
        aria-label={t('lesson.layFind')}
        onChange={(event) => setText(event.target.value)}
      />
      {query.isPending && <div className="bone" style={{ height: 160 }} />}
      {query.isSuccess && cards.length === 0 && <p className="muted">{t('lesson.layNone')}</p>}
      <ul>
        {cards.map((card) => (
          <li key={card.id} className="row">
            <span className="grow">
              <b className="lay-title">
                <ResourceTitle card={card} />
              </b>
              <span className="row small">
                <StandingTag card={card} />
                <span className="muted">{formatAgo(card.updatedAt)}</span>
              </span>
            </span>
            <Button
              size="small"
              disabled={busy}
              aria-label={t('lesson.layNamed', { title: card.title })}
              onClick={() => void onLay(card.id)}
            >
              {t('lesson.layThis')}
            </Button>
          </li>
        ))}
      </ul>
      {query.hasNextPage && <MoreButton query={query} />}
    </section>
  );
}
