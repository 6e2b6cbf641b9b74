import * as mupdf from 'mupdf';
import type { Block, DocumentModel } from './blocks.js';
import { figurePicture } from './figures.js';

const A4 = { width: 595, height: 842 };
const MARGIN = 48;

const STYLE = `
@page { margin: ${MARGIN}pt }
body { font-size: 11pt; line-height: 1.55; color: #1b2432 }
h1 { font-size: 18pt; text-align: center; color: #1f3864; margin: 4pt 0 8pt 0 }
h2 { font-size: 13pt; color: #1f3864; margin: 12pt 0 4pt 0; border-bottom: 1pt solid #b9c6dc }
h3 { font-size: 11.5pt; margin: 8pt 0 2pt 0 }
p { margin: 3pt 0 }
p.sub { text-align: center; color: #44546a }
p.two { margin-left: 22pt }
p.first { text-indent: 22pt }
p.caption { text-align: center; color: #5b6472; font-size: 9.5pt }
p.top { text-align: right; color: #7a8496; font-size: 8.5pt; margin: 0 }
table { width: 100%; border-collapse: collapse; margin: 6pt 0 }
td, th { border: 1pt solid #8a94a6; padding: 3pt 5pt; text-align: left; font-weight: normal; font-size: 10pt }
th { background-color: #e8eef7; text-align: center }
div.box { border: 1pt solid #8a94a6; background-color: #f7f9fc; padding: 6pt; margin: 6pt 0; text-align: center }
p.line { border-bottom: 1pt solid #b8c0cc; margin: 0; line-height: 2.1 }
`;

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const LOWERED = '₀₁₂₃₄₅₆₇₈₉';
const plainDigits = (text: string, from: string): string =>
  [...text].map((sign) => (sign === '⁻' ? '−' : String(from.indexOf(sign)))).join('');

/** HTML of a line, with signs that the built-in fonts lack written another way. */
const escape = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[①-⑨]/g, (sign) => `(${(sign.codePointAt(0) ?? 0) - 0x245f})`)
    .replace(/≌/g, '≅')
    .replace(/[⁰⁴-⁹⁻]+/g, (digits) => `<sup>${plainDigits(digits, RAISED)}</sup>`)
    .replace(/[₀-₉]+/g, (digits) => `<sub>${plainDigits(digits, LOWERED)}</sub>`)
    .replace(/\n/g, '<br/>');

function rows(block: Extract<Block, { kind: 'table' }>): string {
  const total = block.widths.reduce((sum, width) => sum + width, 0);
  return block.rows
    .map((row, index) => {
      const cells = row.map((cell, column) => {
        const head = block.head === 'row' ? index === 0 : block.head === 'names' && column % 2 === 0;
        const width = Math.round(((block.widths[column] ?? 1) / total) * 100);
        const tag = head ? 'th' : 'td';
        return `<${tag} style="width:${width}%">${escape(cell)}</${tag}>`;
      });
      return `<tr>${cells.join('')}</tr>`;
    })
    .join('');
}

function html(block: Block): string {
  switch (block.kind) {
    case 'title':
      return `<h1>${escape(block.text)}</h1>`;
    case 'subtitle':
      return `<p class="sub">${escape(block.text)}</p>`;
    case 'heading':
      return `<h2>${escape(block.text)}</h2>`;
    case 'subheading':
      return `<h3>${escape(block.text)}</h3>`;
    case 'text':
      return `<p class="first">${escape(block.text)}</p>`;
    case 'item':
      return `<p${block.level === 2 ? ' class="two"' : ''}>${escape(block.text)}</p>`;
    case 'table':
      return `<table>${rows(block)}</table>`;
    case 'box':
      return `<div class="box">${block.lines.map((line) => `<p>${escape(line)}</p>`).join('')}</div>`;
    case 'figure': {
      const { png } = figurePicture(block.figure);
      const source = `data:image/png;base64,${png.toString('base64')}`;
      return `<p class="sub"><img src="${source}" width="300"/></p><p class="caption">${escape(block.caption)}</p>`;
    }
    case 'ruled':
      return '<p class="line">&#160;</p>'.repeat(block.count);
    case 'space':
      return '<p>&#160;</p>';
    case 'page':
      return '';
  }
}

/** The blocks between page breaks; MuPDF's layout has no page breaks of its own. */
function chapters(blocks: readonly Block[]): Block[][] {
  const list: Block[][] = [[]];
  for (const block of blocks) {
    if (block.kind === 'page') list.push([]);
    else list.at(-1)?.push(block);
  }
  return list;
}

/** A PDF with extractable text and the used part of MuPDF's Chinese font inside. The same model gives the same bytes. */
export function pdf(model: DocumentModel): Buffer {
  const raw = new mupdf.Buffer();
  const writer = new mupdf.DocumentWriter(raw, 'pdf', '');
  for (const blocks of chapters(model.blocks)) {
    const body = `<p class="top">${escape(model.header)}</p>${blocks.map(html).join('\n')}`;
    const page = `<html><head><style>${STYLE}</style></head><body>${body}</body></html>`;
    const source = mupdf.Document.openDocument(new mupdf.Buffer(page), 'text/html');
    source.layout(A4.width, A4.height, 11);
    for (let index = 0; index < source.countPages(); index++) {
      const sheet = source.loadPage(index);
      sheet.run(writer.beginPage([0, 0, A4.width, A4.height]), mupdf.Matrix.identity);
      writer.endPage();
      sheet.destroy();
    }
    source.destroy();
  }
  writer.close();
  const document = new mupdf.PDFDocument(raw);
  document.setMetaData('info:Title', model.title);
  document.setMetaData('info:Author', model.creator);
  document.subsetFonts();
  const bytes = Buffer.from(document.saveToBuffer('garbage=3,compress').asUint8Array());
  document.destroy();
  return bytes;
}
