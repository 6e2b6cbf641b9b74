import { escapeHtml, escapeLines } from '../../../kernel/html.js';
import type { ArchivePlan, PlannedItem, PlannedSection } from './archive-plan.js';
import { GATHERED_WORDS, type Language } from './outline-sheet.js';

const WORDS = {
  zh: {
    lang: 'zh-CN',
    elsewhere: '在网上',
    preview: '只能在线预览，没有放进来',
    empty: '没有文件',
    left: (n: number) => `有 ${n} 项只能在线预览，没有放进来。`,
    online: '在线查看',
  },
  en: {
    lang: 'en',
    elsewhere: 'online',
    preview: 'may only be looked at online; not in here',
    empty: 'has no file',
    left: (n: number) =>
      `${n === 1 ? '1 item' : `${n} items`} may only be looked at online and ${n === 1 ? 'is' : 'are'} not in here.`,
    online: 'Open online',
  },
};

const STYLE = `
body { max-width: 860px; margin: 32px auto; padding: 0 20px; color: #2b2823; background: #fff;
  font: 16px/1.6 system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif }
h1 { font-size: 26px; margin: 0 } h2 { font-size: 19px; margin: 28px 0 6px; border-bottom: 1px solid #d3cabb }
p { margin: 4px 0; overflow-wrap: anywhere } ol, ul { padding-left: 40px; margin: 0 } li { margin: 10px 0 }
.small { font-size: 13px; color: #6b6357 } .left { color: #8a5a00 } a { color: #124c3f }
`;

/** Nothing acts in it and nothing is fetched from anywhere: it is opened from a folder, by whoever got that. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** The page that says what an archive holds, what is elsewhere, and what was left out. All that people wrote is escaped. */
export function archiveIndex({ sheet, sections }: ArchivePlan, language: Language): string {
  const words = WORDS[language];
  const { title, place, author, school, summary, address } = sheet;
  const by = [school, author, ...place].filter((word) => word !== '').join(' · ');
  const left = sections.flatMap(({ items }) => items).filter((item) => item.without === 'preview').length;
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="small">${escapeHtml(by)}</p>`,
    `<p class="small">${linkTo(address, words.online)}</p>`,
    summary === '' ? '' : `<p>${escapeLines(summary)}</p>`,
    left === 0 ? '' : `<p class="left">${escapeHtml(words.left(left))}</p>`,
    ...sections.map((section) => sectionHtml(section, language)),
  ];
  return [
    `<!doctype html><html lang="${words.lang}"><head><meta charset="utf-8"/>`,
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}"/>`,
    `<meta name="referrer" content="no-referrer"/>`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"/>`,
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>`,
    `<body>${body.join('\n')}</body></html>`,
  ].join('\n');
}

function sectionHtml({ title, text, items, rest }: PlannedSection, language: Language): string {
  const words = GATHERED_WORDS[language];
  const list = (some: readonly PlannedItem[]) => some.map((item) => itemHtml(item, language)).join('\n');
  const own = items.filter(({ sheet }) => sheet.number !== null);
  const found = items.filter(({ sheet }) => sheet.number === null);
  return [
    title === '' ? '' : `<h2>${escapeHtml(title)}</h2>`,
    text === '' ? '' : `<p>${escapeLines(text)}</p>`,
    own.length === 0 ? '' : `<ol>${list(own)}</ol>`,
    found.length === 0 ? '' : `<p class="small">${escapeHtml(words.found)}</p><ul>${list(found)}</ul>`,
    rest === null ? '' : `<p class="small left">${escapeHtml(words[rest])}</p>`,
  ].join('\n');
}

function itemHtml({ sheet, files, without }: PlannedItem, language: Language): string {
  const words = WORDS[language];
  const { title, facts, note, address } = sheet;
  const said = without === null ? facts : [...facts, words[without]];
  const only = files.length === 1 ? files[0] : undefined;
  const several = files.length > 1 ? files : [];
  const name = only
    ? linkTo(relative(only.path), title)
    : without === null || without === 'empty'
      ? escapeHtml(title)
      : linkTo(address, title);
  return [
    `<li${sheet.number === null ? '' : ` value="${sheet.number}"`}><p>${name}</p>`,
    `<p class="small${without === 'preview' ? ' left' : ''}">${escapeHtml(said.join(' · '))}</p>`,
    ...several.map(({ path }) => `<p>${linkTo(relative(path), path.split('/').at(-1)!)}</p>`),
    note === '' ? '' : `<p>${escapeLines(note)}</p>`,
    `</li>`,
  ].join('');
}

/** The address of a file beside the page, whatever stands in its name. */
const relative = (path: string) => `./${path.split('/').map(encodeURIComponent).join('/')}`;
const linkTo = (address: string, words: string) =>
  `<a href="${escapeHtml(address)}" rel="noreferrer">${escapeHtml(words)}</a>`;
