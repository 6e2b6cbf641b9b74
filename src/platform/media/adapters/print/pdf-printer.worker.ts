import { readFileSync, writeFileSync } from 'node:fs';
import * as mupdf from 'mupdf';
import { workerInput, workerMain } from '../../../sandbox/worker-side.js';
import type { PdfPrinterInput } from './pdf-printer.protocol.js';
import { printable } from './printable.js';

/** A4 and the size of letters, pt */
const PAGE = { width: 595, height: 842, letters: 10.5 };
const NUMBER = { size: 8.5, fromBottom: 24, grey: 0.45 };

interface Link {
  bounds: mupdf.Rect;
  uri: string;
}

await workerMain(async () => {
  mupdf.setLog(null);
  const input = workerInput<PdfPrinterInput>();
  const fonts = [new mupdf.Font('Helvetica'), new mupdf.Font('zh-Hans')];
  const has = (code: number) => fonts.some((font) => font.encodeCharacter(code) > 0);
  const html = printable(readFileSync(input.html, 'utf8'), has);
  const source = mupdf.Document.openDocument(new mupdf.Buffer(html), 'text/html');
  source.layout(PAGE.width, PAGE.height, PAGE.letters);
  const raw = new mupdf.Buffer();
  const links = draw(source, raw, fonts[0]!);
  source.destroy();
  const pdf = new mupdf.PDFDocument(raw);
  for (const [i, ofPage] of links.entries()) {
    const page = pdf.loadPage(i);
    for (const { bounds, uri } of ofPage) page.createLink(bounds, uri);
    page.destroy();
  }
  pdf.setMetaData('info:Title', input.title);
  pdf.setMetaData('info:Author', input.author);
  pdf.subsetFonts();
  writeFileSync(input.pdf, pdf.saveToBuffer('garbage=3,compress').asUint8Array());
});

/** Draws all pages with their numbers; gives the links of each, which drawing leaves out. */
function draw(source: mupdf.Document, into: mupdf.Buffer, font: mupdf.Font): Link[][] {
  const writer = new mupdf.DocumentWriter(into, 'pdf', '');
  const count = source.countPages();
  const links = Array.from({ length: count }, (_, i) => {
    const sheet = source.loadPage(i);
    const device = writer.beginPage([0, 0, PAGE.width, PAGE.height]);
    sheet.run(device, mupdf.Matrix.identity);
    number(device, font, `${i + 1} / ${count}`);
    const found = sheet.getLinks().map((link) => ({ bounds: link.getBounds(), uri: link.getURI() }));
    writer.endPage();
    sheet.destroy();
    return found;
  });
  writer.close();
  return links;
}

function number(device: mupdf.Device, font: mupdf.Font, words: string): void {
  const { size, fromBottom, grey } = NUMBER;
  const width = [...words].reduce(
    (sum, c) => sum + font.advanceGlyph(font.encodeCharacter(c.codePointAt(0)!)) * size,
    0,
  );
  const line = new mupdf.Text();
  line.showString(font, [size, 0, 0, -size, (PAGE.width - width) / 2, PAGE.height - fromBottom], words);
  device.fillText(line, mupdf.Matrix.identity, mupdf.ColorSpace.DeviceGray, [grey], 1);
  line.destroy();
}
