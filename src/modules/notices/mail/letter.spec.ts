import { newId } from '../../../kernel/ids.js';
import { noticeLetter, type LetterItem } from './letter.js';
import { kindsFor, paceOf } from './mail-choice.js';
import { noticeSentence, type Said } from './notice-sentence.js';
import { accountOf, isSigned, unsubscribeToken } from './unsubscribe-link.js';

const said = (part: Partial<Said>): Said => ({
  kind: 'review_asked',
  by: '王芳',
  title: '有理数',
  within: null,
  news: null,
  ...part,
});
const HOSTILE = '"><script>alert(1)</script>\r\nBcc: all@school.example\u202e\u2028 {{by}}';

describe('a notice in a mail', () => {
  it('says in one sentence what the page says', () => {
    expect(noticeSentence('zh', said({}))).toBe('王芳 请你审核《有理数》');
    expect(noticeSentence('en', said({ by: null }))).toBe('The system asks you to review “有理数”');
    const news = { added: 2, removed: 1, reopened: true };
    expect(noticeSentence('en', said({ kind: 'collection_changed', news }))).toBe(
      '“有理数”, which you follow: shown again, 2 items added, 1 item taken away',
    );
  });

  it('names nothing that may not be read any more', () => {
    const unnamed = said({ kind: 'proposal_accepted', title: '秘密', within: null });
    expect(noticeSentence('zh', unnamed)).toBe('你推荐的一项已被采纳');
    expect(noticeSentence('zh', said({ title: null }))).toBe('王芳 请你审核《（无标题）》');
  });

  it('stays one line of bounded length, whatever a title or a name is, and fills no blank of theirs', () => {
    const sentence = noticeSentence('zh', said({ by: HOSTILE, title: `${HOSTILE}${'长'.repeat(500)}` }));
    expect(sentence).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
    expect([...sentence].length).toBeLessThan(200);
    expect(sentence).toContain('{{by}}');
  });
});

describe('a mail', () => {
  const letter = (items: readonly LetterItem[], part: object = {}) =>
    noticeLetter('zh', {
      ...{ name: HOSTILE, daily: false, items, more: 0 },
      ...{ accountUrl: 'https://a.example/password', stopUrl: 'https://a.example/unsubscribe/x' },
      ...part,
    });
  const item = {
    sentence: noticeSentence('zh', said({ title: HOSTILE })),
    url: 'https://a.example/reviews/1',
  };

  it('has what people wrote as text and never as HTML', () => {
    const { html } = letter([item, item]);
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;');
    expect(html.match(/<a /g)).toHaveLength(4);
    expect(html.match(/href="https:\/\/a\.example\/[^"]*"/g)).toHaveLength(4);
  });

  it('has one notice as its subject, and how many where there are several', () => {
    expect(letter([item]).subject).toBe(item.sentence);
    expect(letter([item, item]).subject).toBe('联课：2 条新通知');
    expect(letter([item], { daily: true }).subject).toBe('联课每日通知：1 条');
    const long = letter([item], { more: 7 });
    expect(long.subject).toBe('联课：8 条新通知');
    expect(long.text).toContain('还有 7 条');
  });

  it('has in its text every link that its HTML has', () => {
    const { text } = letter([item]);
    for (const url of [item.url, 'https://a.example/password', 'https://a.example/unsubscribe/x'])
      expect(text).toContain(url);
  });
});

describe('what people want by mail', () => {
  const asked = { kind: 'review_asked', sort: 'reviews', urgent: true } as const;
  const passed = { kind: 'review_passed', sort: 'reviews' } as const;
  const given = { kind: 'resource_granted', sort: 'rights' } as const;
  const kinds = [asked, passed, given];

  it('is at once what waits for them, and the rest once a day, unless they say otherwise', () => {
    expect(paceOf(new Map(), asked)).toBe('at_once');
    expect(paceOf(new Map(), passed)).toBe('daily');
    expect(paceOf(new Map([['reviews', 'daily' as const]]), asked)).toBe('daily');
    expect(paceOf(new Map([['rights', 'none' as const]]), given)).toBe('none');
  });

  it('of a day is everything that is mailed at all, and what is sent at once only that', () => {
    const paces = new Map([['rights', 'none' as const]]);
    expect(kindsFor('at_once', paces, kinds)).toEqual(['review_asked']);
    expect(kindsFor('daily', paces, kinds)).toEqual(['review_asked', 'review_passed']);
  });
});

describe('a link that unsubscribes', () => {
  it('is good for one person and one address', () => {
    const [me, other] = [newId(), newId()];
    const token = unsubscribeToken(me, 'key');
    expect(accountOf(token)).toBe(me);
    expect(isSigned(token, me, 'key')).toBe(true);
    expect(isSigned(token, me, 'another key')).toBe(false);
    expect(isSigned(token.replace(me, other), other, 'key')).toBe(false);
    expect(accountOf('nobody~x')).toBeNull();
    expect(token).toMatch(/^[\w~-]+$/);
  });
});
