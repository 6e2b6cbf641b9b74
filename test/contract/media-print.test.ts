import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as mupdf from 'mupdf';
import { LocalPdfPrinter } from '../../src/platform/media/adapters/print/local-pdf-printer.js';
import { ToolAborted } from '../../src/platform/sandbox/tool-errors.js';
import { mediaRoom, type MediaRoom } from './media-rooms.js';

describe('The PDF printer', () => {
  let room: MediaRoom;
  beforeAll(() => {
    room = mediaRoom();
  });
  afterAll(() => room.remove());

  const text = (words: string) => ({
    html: `<html><body><h1>${words}</h1><p><a href="https://example.org/">链接</a></p></body></html>`,
    title: words,
    author: '组长',
  });
  const opened = (pdf: Buffer) => mupdf.Document.openDocument(pdf, 'application/pdf');
  const jobs = () => (existsSync(join(room.root, 'jobs')) ? readdirSync(join(room.root, 'jobs')) : []);

  it('prints Chinese that can be searched, with its properties, a font of its own and links, and leaves nothing behind', async () => {
    const pdf = opened(await new LocalPdfPrinter(room.runner).print(text('一次函数')));
    const page = pdf.loadPage(0);
    expect(page.toStructuredText('preserve-whitespace').asText()).toContain('一次函数');
    expect(page.getLinks().map((link) => link.getURI())).toEqual(['https://example.org/']);
    expect([pdf.getMetaData('info:Title'), pdf.getMetaData('info:Author')]).toEqual(['一次函数', '组长']);
    expect(jobs()).toEqual([]);
  }, 30_000);

  it('fetches and reads nothing that a text names', async () => {
    const html = `<html><head><link rel="stylesheet" href="file:///etc/passwd"/></head><body><img src="file:///etc/passwd"/><p>完</p></body></html>`;
    const pdf = opened(await new LocalPdfPrinter(room.runner).print({ html, title: '', author: '' }));
    const words = pdf.loadPage(0).toStructuredText('preserve-whitespace').asText();
    expect(words).toContain('完');
    expect(words).not.toContain('root:');
  }, 30_000);

  it('ends with whoever waits for it, and goes on with the next', async () => {
    const printer = new LocalPdfPrinter(room.runner);
    const left = new AbortController();
    const first = printer.print(text('走了'), left.signal);
    const second = printer.print(text('等着'));
    left.abort();
    await expect(first).rejects.toBeInstanceOf(ToolAborted);
    expect(opened(await second).countPages()).toBe(1);
    expect(jobs()).toEqual([]);
  }, 30_000);

  it('refuses when too many wait already, and takes the same text once', async () => {
    const printer = new LocalPdfPrinter(room.runner);
    const all = await Promise.allSettled(Array.from({ length: 14 }, () => printer.print(text('同一份'))));
    const done = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect([done.length, new Set(done).size]).toEqual([12, 1]);
    expect(all.at(-1)).toMatchObject({ reason: { code: 'too_many_requests' } });
  }, 30_000);
});
