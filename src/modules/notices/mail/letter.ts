import { escapeHtml } from '../../../kernel/html.js';
import { oneLine, type MailMessage } from '../../../platform/mail/index.js';
import type { Locale } from '../../identity/index.js';
import { MAIL_WORDS } from './mail-words.js';
import { filled } from './notice-sentence.js';

export type Letter = Pick<MailMessage, 'subject' | 'text' | 'html'>;

/** One thing that a mail tells of, and the page on which it is dealt with. */
export interface LetterItem {
  sentence: string;
  url: string;
}

/** A line of a letter: words, and a place to go to under them. */
type Line = { words: string } | { url: string; label?: string };

/** What is told to somebody. `more` is how much there is beside `items`. */
export function noticeLetter(
  locale: Locale,
  {
    name,
    daily,
    items,
    more,
    accountUrl,
    stopUrl,
  }: {
    name: string;
    daily: boolean;
    items: readonly LetterItem[];
    more: number;
    accountUrl: string;
    stopUrl: string;
  },
): Letter {
  const words = MAIL_WORDS[locale];
  const count = items.length + more;
  const [first] = items;
  const subject =
    daily || count > 1 || !first ? filled(daily ? words.daily : words.many, { count }) : first.sentence;
  return {
    subject,
    ...rendered(locale, {
      name,
      body: [
        { words: daily ? words.dailyLead : words.lead },
        ...items.flatMap(({ sentence, url }): Line[] => [{ url, label: sentence }]),
        ...(more > 0 ? [{ words: filled(words.more, { count: more }) }] : []),
      ],
      foot: [{ words: words.foot }, { url: accountUrl }, { words: words.stop }, { url: stopUrl }],
    }),
  };
}

/** The link that confirms an address. */
export function confirmLetter(locale: Locale, { name, url }: { name: string; url: string }): Letter {
  const words = MAIL_WORDS[locale];
  return {
    subject: words.confirmSubject,
    ...rendered(locale, {
      name,
      body: [{ words: words.confirmLead }, { url }],
      foot: [{ words: words.confirmNot }],
    }),
  };
}

/** The same lines as text and as HTML, in which whatever people wrote is text and nothing else. */
function rendered(
  locale: Locale,
  { name, body, foot }: { name: string; body: readonly Line[]; foot: readonly Line[] },
): Pick<Letter, 'text' | 'html'> {
  const words = MAIL_WORDS[locale];
  const hello = filled(words.hello, { name: oneLine(name) });
  const lang = locale === 'zh' ? 'zh-CN' : 'en';
  return {
    text: `${[hello, ...body.map(textOf)].join('\n\n')}\n\n-- \n${words.program}\n${foot.map(textOf).join('\n')}\n`,
    html:
      `<!doctype html><html lang="${lang}"><body style="margin:0;padding:24px;background:#f7f4ec;` +
      `font-family:sans-serif;font-size:15px;line-height:1.6;color:#22302b">` +
      `<div style="max-width:560px;margin:0 auto;padding:24px;background:#fff;border-radius:12px">` +
      `<p style="margin:0 0 16px;color:#1c6a57;font-weight:600">${words.program}</p>` +
      `<p>${escapeHtml(hello)}</p>${body.map((line) => htmlOf(line)).join('')}` +
      `<div style="margin-top:24px;padding-top:12px;border-top:1px solid #e7e1d4;font-size:13px;color:#6b6558">` +
      `${foot.map((line) => htmlOf(line)).join('')}</div></div></body></html>\n`,
  };
}

function textOf(line: Line): string {
  if ('words' in line) return line.words;
  return line.label === undefined ? line.url : `${line.label}\n${line.url}`;
}

function htmlOf(line: Line): string {
  if ('words' in line) return `<p>${escapeHtml(line.words)}</p>`;
  return `<p><a href="${escapeHtml(line.url)}" style="color:#1c6a57">${escapeHtml(line.label ?? line.url)}</a></p>`;
}
