import { open } from 'node:fs/promises';
import type { DocumentPage } from '../../document.port.js';

/** A text is shown and searched up to here; the download has all of it. */
const MAX_TEXT_BYTES = 8 * 1024 * 1024;
const PART = 4_000;
const MAX_PARTS = 2_000;

/** The beginning of a text file as a string; bytes that do not belong to the encoding become U+FFFD. */
export async function readText(path: string, encoding: string): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(MAX_TEXT_BYTES), 0, MAX_TEXT_BYTES, 0);
    return new TextDecoder(encoding).decode(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

/** Cuts a text at line ends into parts of about four thousand characters: the "pages" of a preview without images. */
export function textParts(text: string): DocumentPage[] {
  const parts: string[] = [];
  let part = '';
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    if (part !== '' && part.length + line.length > PART) {
      parts.push(part);
      part = '';
    }
    part += `${line}\n`;
  }
  if (part.trim() !== '') parts.push(part);
  return numbered(parts.slice(0, MAX_PARTS));
}

export function numbered(parts: readonly string[]): DocumentPage[] {
  return parts.map((text, i) => ({ number: i + 1, text, large: null, thumbnail: null }));
}
