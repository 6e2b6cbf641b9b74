import { open, readFile } from 'node:fs/promises';
import { send, workerInput, workerMain } from '../../../sandbox/worker-side.js';
import { OleFile } from '../sniff/ole-file.js';
import { ZipArchive } from '../zip/zip-archive.js';
import type { OfficeText, OfficeTextInput, OfficeTextMessage } from './office-text.js';
import { odfText } from './text/odf-text.js';
import { docText, pptText, xlsText } from './text/ole-text.js';
import { docxText, pptxText, xlsxText } from './text/ooxml-text.js';
import { rtfText } from './text/rtf-text.js';
import { textParts } from './text-preview.js';

const NOTHING: OfficeText = { parts: [], extra: '', title: null, author: null };
const MAX_EXTRA = 2 * 1024 * 1024;
const cut = (text: string): string[] => textParts(text).map((part) => part.text);

async function fromZip(path: string, extension: string): Promise<OfficeText> {
  const zip = await ZipArchive.open(path, 10_000);
  try {
    if (/^doc[xm]$/.test(extension)) return await docxText(zip, cut);
    if (/^ppt[xm]$/.test(extension)) return await pptxText(zip);
    if (/^xls[xm]$/.test(extension)) return await xlsxText(zip);
    return /^od[tsp]$/.test(extension) ? await odfText(zip, cut) : NOTHING;
  } finally {
    zip.close();
  }
}

async function fromOle(path: string, extension: string): Promise<OfficeText> {
  const handle = await open(path, 'r');
  try {
    const ole = await OleFile.open({
      read: async (offset, length) => {
        const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      },
    });
    if (extension === 'doc') return { ...NOTHING, parts: cut(await docText(ole)) };
    if (extension === 'ppt') return { ...NOTHING, parts: cut(await pptText(ole)) };
    const cells = await xlsText(ole);
    return { ...NOTHING, parts: cut(cells), extra: cells };
  } finally {
    await handle.close();
  }
}

await workerMain(async () => {
  const { path, extension } = workerInput<OfficeTextInput>();
  let text: OfficeText = NOTHING;
  if (/^(?:doc|ppt|xls)$/.test(extension)) text = await fromOle(path, extension);
  else if (extension === 'rtf') text = { ...NOTHING, parts: cut(rtfText(await readFile(path, 'latin1'))) };
  else if (/^(?:doc|ppt|xls)[xm]$|^od[tsp]$/.test(extension)) text = await fromZip(path, extension);
  const message: OfficeTextMessage = {
    type: 'text',
    text: { ...text, extra: text.extra.slice(0, MAX_EXTRA) },
  };
  send(message);
});
