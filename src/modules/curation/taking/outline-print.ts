import { escapeHtml, escapeLines } from '../../../kernel/html.js';
import {
  GATHERED_WORDS,
  type Language,
  type OutlineSheet,
  type SheetItem,
  type SheetSection,
} from './outline-sheet.js';

/** For the layout of {@link PdfPrinter}: points, and no more of CSS than it knows. */
const STYLE = `
@page { margin: 46pt 48pt 54pt 48pt }
body { font-family: sans-serif; font-size: 10.5pt; line-height: 1.5; color: #222 }
h1 { font-size: 19pt; margin: 0 0 3pt 0; font-weight: normal }
h2 { font-size: 13pt; margin: 14pt 0 4pt 0; font-weight: normal; border-bottom: 1pt solid #b9b3a6 }
p { margin: 2pt 0 }
p.small { font-size: 9pt; color: #666 }
p.summary { margin: 6pt 0 4pt 0 }
p.name { font-size: 11pt; margin: 7pt 0 0 0 }
p.gathered { margin: 9pt 0 0 0 }
p.facts, p.address { font-size: 9pt; color: #666; margin: 0 0 0 20pt }
p.note { margin: 1pt 0 0 20pt; color: #333 }
a:link { color: #14532d; text-decoration: none }
`;

/** A table of contents as HTML to be printed. All that people wrote is escaped. */
export function printedOutline(sheet: OutlineSheet, language: Language): string {
  const { title, place, author, school, summary, address, sections } = sheet;
  const by = [school, author, ...place].filter((word) => word !== '').join(' · ');
  const head = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="small">${escapeHtml(by)}</p>`,
    `<p class="small">${linkTo(address, address)}</p>`,
    summary === '' ? '' : `<p class="summary">${escapeLines(summary)}</p>`,
  ];
  const body = [...head, ...sections.map((one) => section(one, language))].join('\n');
  return `<html><head><style>${STYLE}</style></head><body>${body}</body></html>`;
}

function section({ title, text, items, rest }: SheetSection, language: Language): string {
  const words = GATHERED_WORDS[language];
  const found = items.filter(({ number }) => number === null);
  return [
    title === '' ? '' : `<h2>${escapeHtml(title)}</h2>`,
    text === '' ? '' : `<p>${escapeLines(text)}</p>`,
    ...items.filter(({ number }) => number !== null).map(item),
    found.length === 0 ? '' : `<p class="small gathered">${escapeHtml(words.found)}</p>`,
    ...found.map(item),
    rest === null ? '' : `<p class="small">${escapeHtml(words[rest])}</p>`,
  ].join('\n');
}

function item({ number, title, facts, note, address }: SheetItem): string {
  return [
    `<p class="name">${number === null ? '·' : `${number}.`} ${linkTo(address, title)}</p>`,
    `<p class="facts">${escapeHtml(facts.join(' · '))}</p>`,
    note === '' ? '' : `<p class="note">${escapeLines(note)}</p>`,
    `<p class="address">${escapeHtml(address)}</p>`,
  ].join('');
}

/** Addresses are of ours, or of the web: what is collected was asked to begin with http. */
const linkTo = (address: string, words: string) =>
  `<a href="${escapeHtml(address)}">${escapeHtml(words)}</a>`;
