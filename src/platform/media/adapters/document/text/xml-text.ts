import { SaxesParser } from 'saxes';
import type { ZipArchive, ZipEntry } from '../../zip/zip-archive.js';

const MIB = 1024 * 1024;
/** One XML part is read up to here. */
const MAX_PART = 96 * MIB;

export interface XmlHandlers {
  /** local name without prefix */
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

/** An XML part with a document type: Office files have none, entity bombs and XXE need one. */
export class DoctypeFound extends Error {
  override readonly name = 'DoctypeFound';
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Streams one part of a ZIP through a SAX parser. Entities other than the five of XML are never expanded, and a
 * document type ends the reading ({@link DoctypeFound}); a part that is not well-formed is read up to its fault.
 */
export async function readXml(zip: ZipArchive, entry: ZipEntry, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let broken = false;
  parser.on('doctype', () => {
    throw new DoctypeFound(entry.name);
  });
  parser.on('error', () => (broken = true));
  parser.on('opentag', ({ name, attributes }) => {
    const plain: Record<string, string> = {};
    for (const [key, value] of Object.entries(attributes)) plain[local(key)] = value;
    handlers.open?.(local(name), plain);
  });
  parser.on('closetag', ({ name }) => handlers.close?.(local(name)));
  parser.on('text', (text) => handlers.text?.(text));
  const decoder = new TextDecoder('utf-8');
  const stream = await zip.stream(entry);
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      parser.write(decoder.decode(chunk, { stream: true }));
      size += chunk.length;
      if (broken || size > MAX_PART) return;
    }
    parser.close();
  } finally {
    stream.destroy();
  }
}

/** Collects text up to a limit of characters. */
export class TextSink {
  private readonly pieces: string[] = [];
  private length = 0;
  constructor(private readonly limit = 4 * MIB) {}

  get full(): boolean {
    return this.length >= this.limit;
  }
  add(text: string): void {
    if (this.full) return;
    this.pieces.push(text);
    this.length += text.length;
  }
  toString(): string {
    return this.pieces
      .join('')
      .replace(/[ \t]+\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }
}
