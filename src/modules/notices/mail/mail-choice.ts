import type { MailPace } from '../../../contracts/index.js';
import type { NoticeKindOwner } from '../../../platform/notices/index.js';

type Kind = Pick<NoticeKindOwner, 'kind' | 'sort' | 'urgent'>;

/** Without a choice of their own people hear at once of what waits for them, and of the rest once a day. */
const DEFAULT: MailPace = 'usual';

/** What somebody chose for a sort. */
export const chosen = (paces: ReadonlyMap<string, MailPace>, sort: string): MailPace =>
  paces.get(sort) ?? DEFAULT;

/** When somebody with these choices hears of notices of a kind. */
export function paceOf(paces: ReadonlyMap<string, MailPace>, { sort, urgent = false }: Kind) {
  const pace = chosen(paces, sort);
  if (pace === 'usual') return urgent ? 'at_once' : 'daily';
  return pace;
}

/**
 * The kinds that go into a mail: those heard of at once, or everything that is mailed at all. A day's mail takes along what
 * was to be sent at once and was too much.
 */
export function kindsFor(
  mail: 'at_once' | 'daily',
  paces: ReadonlyMap<string, MailPace>,
  kinds: readonly Kind[],
): string[] {
  return kinds
    .filter((kind) => {
      const pace = paceOf(paces, kind);
      return mail === 'at_once' ? pace === 'at_once' : pace !== 'none';
    })
    .map(({ kind }) => kind);
}
