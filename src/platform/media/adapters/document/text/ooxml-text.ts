import type { OfficeText } from '../office-text.js';
import type { ZipArchive, ZipEntry } from '../../zip/zip-archive.js';
import { readXml, TextSink } from './xml-text.js';

const BREAKS = new Set(['p', 'br', 'cr', 'tr']);

/** Runs of text (`w:t`, `a:t`, `m:t`) with line ends at paragraphs; the second choice of alternate content is left out. */
async function runs(zip: ZipArchive, entry: ZipEntry, sink: TextSink): Promise<void> {
  let inText = 0;
  let fallback = 0;
  await readXml(zip, entry, {
    open: (name) => {
      if (name === 'Fallback') fallback += 1;
      else if (name === 't') inText += 1;
      else if (name === 'tab') sink.add('\t');
      else if (name === 'br' || name === 'cr') sink.add('\n');
    },
    close: (name) => {
      if (name === 'Fallback') fallback -= 1;
      else if (name === 't') inText -= 1;
      else if (BREAKS.has(name) && fallback === 0) sink.add('\n');
      else if (name === 'tc') sink.add('\t');
    },
    text: (text) => {
      if (inText > 0 && fallback === 0) sink.add(text);
    },
  });
}

function parts(zip: ZipArchive, pattern: RegExp): ZipEntry[] {
  const number = (name: string): number => Number(/(\d+)\.xml$/.exec(name)?.[1] ?? 0);
  return zip.entries
    .filter((entry) => pattern.test(entry.name))
    .sort((a, b) => number(a.name) - number(b.name));
}

async function textOf(zip: ZipArchive, entries: readonly ZipEntry[]): Promise<string> {
  const sink = new TextSink();
  for (const entry of entries) {
    if (sink.full) break;
    await runs(zip, entry, sink);
    sink.add('\n');
  }
  return sink.toString();
}

/** Title and author from docProps/core.xml (ECMA-376 part 2 §11). */
async function properties(zip: ZipArchive): Promise<{ title: string | null; author: string | null }> {
  const found = { title: '', creator: '' };
  const entry = zip.find('docProps/core.xml');
  let current: 'title' | 'creator' | null = null;
  if (entry !== null)
    await readXml(zip, entry, {
      open: (name) => (current = name === 'title' || name === 'creator' ? name : null),
      close: () => (current = null),
      text: (text) => {
        if (current !== null) found[current] += text;
      },
    });
  return {
    title: found.title.trim().slice(0, 300) || null,
    author: found.creator.trim().slice(0, 300) || null,
  };
}

export async function docxText(zip: ZipArchive, cut: (text: string) => string[]): Promise<OfficeText> {
  const body = await textOf(zip, [
    ...parts(zip, /^word\/document\d*\.xml$/i),
    ...parts(zip, /^word\/(?:footnotes|endnotes)\.xml$/i),
  ]);
  const extra = await textOf(zip, parts(zip, /^word\/(?:comments|header\d*|footer\d*)\.xml$/i));
  return { parts: cut(body), extra, ...(await properties(zip)) };
}

export async function pptxText(zip: ZipArchive): Promise<OfficeText> {
  const slides: string[] = [];
  for (const entry of parts(zip, /^ppt\/slides\/slide\d+\.xml$/i).slice(0, 2_000))
    slides.push(await textOf(zip, [entry]));
  const extra = await textOf(zip, parts(zip, /^ppt\/(?:notesSlides|comments)\/[^/]+\.xml$/i));
  return { parts: slides, extra, ...(await properties(zip)) };
}

/** Shared strings; phonetic runs (`rPh`) are pronunciation, not text. */
async function sharedStrings(zip: ZipArchive): Promise<string[]> {
  const entry = zip.find('xl/sharedStrings.xml');
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = false;
  if (entry !== null)
    await readXml(zip, entry, {
      open: (name) => {
        if (name === 'si') current = '';
        else if (name === 'rPh') phonetic = true;
        else if (name === 't') inText = !phonetic;
      },
      close: (name) => {
        if (name === 'si' && strings.length < 1_000_000) strings.push(current);
        else if (name === 'rPh') phonetic = false;
        else if (name === 't') inText = false;
      },
      text: (text) => {
        if (inText) current += text;
      },
    });
  return strings;
}

export async function xlsxText(zip: ZipArchive): Promise<OfficeText> {
  const strings = await sharedStrings(zip);
  const sheets: string[] = [];
  for (const entry of parts(zip, /^xl\/worksheets\/sheet\d*\.xml$/i).slice(0, 500)) {
    const sink = new TextSink();
    let type = '';
    let value = '';
    let inValue = false;
    await readXml(zip, entry, {
      open: (name, attributes) => {
        if (name === 'c') {
          type = attributes['t'] ?? '';
          value = '';
        } else if (name === 'v' || name === 't') inValue = true;
      },
      close: (name) => {
        if (name === 'v' || name === 't') inValue = false;
        else if (name === 'c') {
          const text = type === 's' ? (strings[Number(value)] ?? '') : value;
          if (text !== '') sink.add(`${text}\t`);
        } else if (name === 'row') sink.add('\n');
      },
      text: (text) => {
        if (inValue) value += text;
      },
    });
    sheets.push(sink.toString());
  }
  const comments = await textOf(zip, parts(zip, /^xl\/comments\d*\.xml$/i));
  // Cells are clipped when printed, so the whole content counts as extra.
  const extra = [...sheets, comments].filter((text) => text !== '').join('\n');
  return { parts: sheets.filter((text) => text !== ''), extra, ...(await properties(zip)) };
}
