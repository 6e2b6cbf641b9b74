import type { ResourceCard } from '../api/resources.js';

export type Standing =
  | 'trashed'
  | 'uploading'
  | 'waiting'
  | 'processing'
  | 'failed'
  | 'draft'
  | 'withdrawn'
  | 'published'
  | 'scheduled'
  | 'over';

type Settled = Extract<Standing, 'draft' | 'withdrawn' | 'published' | 'scheduled' | 'over'>;

/** Where it stands once nothing moves: what is published outside its window is not there for its audience. */
export function settledOf(
  { state, visibleFrom, visibleUntil }: Pick<ResourceCard, 'state' | 'visibleFrom' | 'visibleUntil'>,
  now = Date.now(),
): Settled {
  if (state !== 'published') return state;
  if (visibleUntil !== null && Date.parse(visibleUntil) <= now) return 'over';
  return visibleFrom !== null && Date.parse(visibleFrom) > now ? 'scheduled' : 'published';
}

/**
 * The one word for where a resource stands. What still moves comes before what is settled, so that a person sees why
 * something is not there yet; a failed preview is told although the original can be had.
 */
export function standingOf(
  card: Pick<
    ResourceCard,
    'files' | 'state' | 'trashedAt' | 'pendingUploads' | 'visibleFrom' | 'visibleUntil'
  >,
): Standing {
  if (card.trashedAt) return 'trashed';
  if (card.pendingUploads > 0) return 'uploading';
  const begun = progressOf(card) > 0 || card.files.some((f) => f.state === 'processing');
  if (card.files.some(isWorkedOn)) return begun ? 'processing' : 'waiting';
  if (card.files.some((f) => f.state === 'failed')) return 'failed';
  return settledOf(card);
}

/** Whether there is still something to be made of a file. */
export function isWorkedOn({ state }: Pick<ResourceCard['files'][number], 'state'>): boolean {
  return state === 'waiting' || state === 'processing';
}

/** 0 … 1 over the files of a resource. */
export function progressOf(card: Pick<ResourceCard, 'files'>): number {
  if (card.files.length === 0) return 0;
  const sum = card.files.reduce(
    (total, f) => total + (f.state === 'waiting' ? 0 : f.state === 'processing' ? f.progress : 1),
    0,
  );
  return sum / card.files.length;
}
