import type { OfficeText } from '../office-text.js';
import type { ZipArchive } from '../../zip/zip-archive.js';
import { readXml, TextSink } from './xml-text.js';

/** Text of content.xml (ODF 1.3 part 3): one part per slide or sheet, notes apart. */
export async function odfText(zip: ZipArchive, cut: (text: string) => string[]): Promise<OfficeText> {
  const entry = zip.find('content.xml');
  if (entry === null) return { parts: [], extra: '', title: null, author: null };
  const notes = new TextSink();
  const pages: TextSink[] = [];
  const running = new TextSink();
  let sink = running;
  let inNotes = 0;
  let inText = 0;
  const target = (): TextSink => (inNotes > 0 ? notes : sink);
  await readXml(zip, entry, {
    open: (name, attributes) => {
      if (name === 'page' || name === 'table') {
        if (name === 'page' || pages.length > 0 || attributes['style-name'] !== undefined) {
          sink = new TextSink();
          pages.push(sink);
        }
      } else if (name === 'notes' || name === 'annotation') inNotes += 1;
      else if (name === 'p' || name === 'h') inText += 1;
      else if (name === 's') target().add(' ');
      else if (name === 'tab') target().add('\t');
      else if (name === 'line-break') target().add('\n');
    },
    close: (name) => {
      if (name === 'notes' || name === 'annotation') inNotes -= 1;
      else if (name === 'p' || name === 'h') {
        inText -= 1;
        target().add('\n');
      } else if (name === 'table-cell') target().add('\t');
    },
    text: (text) => {
      if (inText > 0) target().add(text);
    },
  });
  const separate = [running, ...pages].map(String).filter((text) => text !== '');
  const isText = zip.entries.length > 0 && (await mimetype(zip)).includes('opendocument.text');
  return {
    parts: isText ? cut(separate.join('\n')) : separate,
    extra: notes.toString(),
    title: null,
    author: null,
  };
}

async function mimetype(zip: ZipArchive): Promise<string> {
  const entry = zip.find('mimetype');
  return entry === null ? '' : (await zip.read(entry, 128)).toString('latin1');
}
