import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Block, DocumentModel } from './blocks.js';
import { figurePicture } from './figures.js';
import { withFixedDates } from './zip.js';

const SONG = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体', cs: 'Times New Roman' };
const HEI = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: '黑体', cs: 'Arial' };
/** Writable width of an A4 page with 2 cm margins, in twentieths of a point. */
const PAGE_WIDTH = 11906 - 2 * 1134;
const edge = { style: BorderStyle.SINGLE, size: 4, color: '8A94A6' } as const;
const edges = { top: edge, bottom: edge, left: edge, right: edge };

interface Look {
  size?: number;
  bold?: boolean;
  hei?: boolean;
  color?: string;
}

const run = (text: string, look: Look = {}): TextRun =>
  new TextRun({
    text,
    font: look.hei ? HEI : SONG,
    size: look.size ?? 22,
    ...(look.bold ? { bold: true } : {}),
    ...(look.color ? { color: look.color } : {}),
  });

const plain = (text: string, indent = 0): Paragraph =>
  new Paragraph({ children: [run(text)], spacing: { line: 340, after: 40 }, indent: { left: indent } });

function cell(text: string, share: number, head: boolean): TableCell {
  return new TableCell({
    width: { size: Math.round(PAGE_WIDTH * share), type: WidthType.DXA },
    borders: edges,
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 60, bottom: 60, left: 100, right: 100 },
    ...(head ? { shading: { type: ShadingType.CLEAR, fill: 'E8EEF7', color: 'auto' } } : {}),
    children: text.split('\n').map(
      (line) =>
        new Paragraph({
          alignment: head ? AlignmentType.CENTER : AlignmentType.LEFT,
          spacing: { line: 300 },
          children: [run(line, { size: 21, hei: head })],
        }),
    ),
  });
}

function grid(block: Extract<Block, { kind: 'table' }>): Table {
  const total = block.widths.reduce((sum, width) => sum + width, 0);
  const shares = block.widths.map((width) => width / total);
  return new Table({
    width: { size: PAGE_WIDTH, type: WidthType.DXA },
    columnWidths: shares.map((share) => Math.round(PAGE_WIDTH * share)),
    rows: block.rows.map(
      (row, index) =>
        new TableRow({
          cantSplit: true,
          ...(block.head === 'row' && index === 0 ? { tableHeader: true } : {}),
          children: shares.map((share, column) =>
            cell(
              row[column] ?? '',
              share,
              block.head === 'row' ? index === 0 : block.head === 'names' && column % 2 === 0,
            ),
          ),
        }),
    ),
  });
}

function boxed(lines: readonly string[]): Table {
  return new Table({
    width: { size: PAGE_WIDTH, type: WidthType.DXA },
    columnWidths: [PAGE_WIDTH],
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          new TableCell({
            borders: edges,
            margins: { top: 120, bottom: 120, left: 240, right: 240 },
            shading: { type: ShadingType.CLEAR, fill: 'F7F9FC', color: 'auto' },
            children: lines.map(
              (line, index) =>
                new Paragraph({
                  alignment: AlignmentType.CENTER,
                  spacing: { line: 360 },
                  children: [run(line, { size: index === 0 ? 24 : 22, hei: index === 0 })],
                }),
            ),
          }),
        ],
      }),
    ],
  });
}

function picture(block: Extract<Block, { kind: 'figure' }>): Paragraph[] {
  const { png, width, height } = figurePicture(block.figure);
  const shown = 400;
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 120 },
      keepNext: true,
      children: [
        new ImageRun({
          type: 'png',
          data: png,
          transformation: { width: shown, height: Math.round((shown * height) / width) },
          altText: { id: '1', name: block.figure, title: block.caption, description: block.caption },
        }),
      ],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 120 },
      children: [run(block.caption, { size: 19, color: '5B6472' })],
    }),
  ];
}

const ruledLine = (): Paragraph =>
  new Paragraph({
    spacing: { line: 460 },
    border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: 'B8C0CC', space: 1 } },
    children: [run('')],
  });

function render(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'title':
      return [
        new Paragraph({
          heading: HeadingLevel.TITLE,
          alignment: AlignmentType.CENTER,
          spacing: { before: 60, after: 120 },
          children: [run(block.text, { size: 34, bold: true, hei: true, color: '1F3864' })],
        }),
      ];
    case 'subtitle':
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { after: 160 },
          children: [run(block.text, { size: 21, color: '44546A' })],
        }),
      ];
    case 'heading':
      return [
        new Paragraph({
          heading: HeadingLevel.HEADING_1,
          keepNext: true,
          spacing: { before: 220, after: 90 },
          children: [run(block.text, { size: 25, bold: true, hei: true, color: '1F3864' })],
        }),
      ];
    case 'subheading':
      return [
        new Paragraph({
          heading: HeadingLevel.HEADING_2,
          keepNext: true,
          spacing: { before: 140, after: 60 },
          children: [run(block.text, { size: 22, bold: true, hei: true })],
        }),
      ];
    case 'text':
      return [
        new Paragraph({
          spacing: { line: 350, after: 60 },
          indent: { firstLine: 440 },
          children: [run(block.text)],
        }),
      ];
    case 'item':
      return [plain(block.text, block.level === 2 ? 480 : 120)];
    case 'table':
      return [grid(block)];
    case 'box':
      return [boxed(block.lines)];
    case 'figure':
      return picture(block);
    case 'ruled':
      return Array.from({ length: block.count }, ruledLine);
    case 'space':
      return [plain('')];
    case 'page':
      return [new Paragraph({ pageBreakBefore: true, children: [] })];
  }
}

/** A Word document; `instant` (ISO) is the date it carries. The same model gives the same bytes. */
export async function docx(model: DocumentModel, instant: string): Promise<Buffer> {
  const small = { size: 17, color: '7A8496' };
  const document = new Document({
    title: model.title,
    creator: model.creator,
    lastModifiedBy: model.creator,
    description: model.header,
    styles: { default: { document: { run: { font: SONG, size: 22 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1134, bottom: 1134, left: 1134, right: 1134, header: 560, footer: 560 },
          },
        },
        headers: {
          default: new Header({
            children: [
              new Paragraph({ alignment: AlignmentType.RIGHT, children: [run(model.header, small)] }),
            ],
          }),
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [
                  new TextRun({ children: ['第 ', PageNumber.CURRENT, ' 页'], font: SONG, ...small }),
                ],
              }),
            ],
          }),
        },
        children: model.blocks.flatMap(render),
      },
    ],
  });
  return withFixedDates(await Packer.toBuffer(document), instant);
}
