import { enNoticeWords } from '../../../contracts/notice-words-en.js';
import { zhNoticeWords } from '../../../contracts/notice-words-zh.js';
import type { NoticeKind } from '../../../contracts/index.js';
import { oneLine } from '../../../platform/mail/index.js';
import type { NoticeWords } from '../../../platform/notices/index.js';
import type { Locale } from '../../identity/index.js';

const WORDS = { zh: zhNoticeWords, en: enNoticeWords };
const UNTITLED: Record<Locale, string> = { zh: '（无标题）', en: '(untitled)' };
/** of a title or name: a sentence stays a sentence */
const LONGEST_NAME = 80;

export type Said = Pick<NoticeWords, 'title' | 'within' | 'news' | 'due'> & {
  kind: NoticeKind;
  by: string | null;
};

/**
 * What a notice says in one sentence, as on the page. Of what people wrote there are names and titles in it, each on one
 * line and of bounded length; never the text that goes with a notice.
 */
export function noticeSentence(locale: Locale, { kind, by, title, within, news, due }: Said): string {
  const words = WORDS[locale];
  const unnamed: Partial<Record<NoticeKind, string>> = words.unnamed;
  const named =
    kind === 'preparation_due'
      ? words.due[`${due?.late ? 'late' : 'due'}_${due?.what ?? 'draft'}`]
      : words.say[kind];
  return filled(title === null || within === null ? (unnamed[kind] ?? named) : named, {
    by: short(by ?? '') || words.somebody,
    title: short(title ?? '') || UNTITLED[locale],
    within: short(within ?? ''),
    news: news ? newsSentence(locale, news) : '',
    day: due?.day ?? '',
  });
}

/** A text with its blanks filled, each once: what is filled in is not looked through for blanks. */
export function filled(template: string, blanks: Record<string, string | number>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(blanks[name] ?? ''));
}

function newsSentence(locale: Locale, { added, removed, reopened }: NonNullable<Said['news']>): string {
  const { news } = WORDS[locale];
  const counted = (what: 'added' | 'removed', count: number) =>
    count > 0 ? [filled(news[`${what}_${count === 1 ? 'one' : 'other'}`], { count })] : [];
  return [
    ...(reopened ? [news.reopened] : []),
    ...counted('added', added),
    ...counted('removed', removed),
  ].join(news.and);
}

function short(text: string): string {
  const signs = [...oneLine(text)];
  return signs.length > LONGEST_NAME ? `${signs.slice(0, LONGEST_NAME - 1).join('')}…` : signs.join('');
}
