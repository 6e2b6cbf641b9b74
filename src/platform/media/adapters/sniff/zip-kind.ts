import type { Sniffed } from '../../inspector.port.js';
import { typeByExtension } from '../../file-types.js';
import type { ZipArchive } from '../zip/zip-archive.js';

const ODF_EXTENSIONS: Readonly<Record<string, string>> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.text-template': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.spreadsheet-template': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/vnd.oasis.opendocument.presentation-template': 'odp',
  'application/epub+zip': 'epub',
};

export function accepted(extension: string, more: Partial<Sniffed> = {}): Sniffed {
  const type = typeByExtension(extension);
  if (type === null) throw new Error(`${extension} is not in the table of accepted types`);
  return {
    kind: type.kind,
    mime: type.mime,
    extension,
    encrypted: false,
    hasMacros: false,
    encoding: null,
    ...more,
  };
}

/**
 * What lies in the ZIP container, from its directory: OOXML by the folder of the main part (ECMA-376 part 2; the
 * part's own name varies), ODF and EPUB by the stored `mimetype` (ODF 1.3 part 2 §3.3).
 */
export async function zipKind(zip: ZipArchive): Promise<Sniffed> {
  const names = zip.entries.map((entry) => entry.name.toLowerCase());
  const has = (test: (name: string) => boolean): boolean => names.some(test);
  if (has((n) => n === '[content_types].xml')) {
    const ooxml = officeKind(has);
    if (ooxml !== null) return ooxml;
  }
  const mimetype = zip.find('mimetype');
  if (mimetype !== null) {
    const value = (await zip.read(mimetype, 128)).toString('latin1').trim();
    const extension = ODF_EXTENSIONS[value];
    if (extension !== undefined) return odf(zip, extension, has);
  }
  if (has((n) => n === 'androidmanifest.xml' || n === 'classes.dex'))
    return program('application/vnd.android');
  if (has((n) => n === 'meta-inf/manifest.mf') && has((n) => n.endsWith('.class')))
    return program('application/java-archive');
  if (has((n) => n.endsWith('.iwa') || n === 'index.zip' || n === 'index.apxl')) return accepted('key');
  return accepted('zip', { encrypted: zip.entries.some((entry) => entry.encrypted) });
}

function officeKind(has: (test: (name: string) => boolean) => boolean): Sniffed | null {
  const hasMacros = has((n) => n.endsWith('vbaproject.bin'));
  if (has((n) => n.startsWith('xl/workbook'))) {
    if (has((n) => n === 'xl/workbook.bin')) return accepted('xlsb', { hasMacros });
    return accepted(hasMacros ? 'xlsm' : 'xlsx', { hasMacros });
  }
  if (has((n) => n.startsWith('ppt/presentation')))
    return accepted(hasMacros ? 'pptm' : 'pptx', { hasMacros });
  if (has((n) => /^word\/document\d*\.xml$/.test(n)))
    return accepted(hasMacros ? 'docm' : 'docx', { hasMacros });
  return null;
}

async function odf(
  zip: ZipArchive,
  extension: string,
  has: (test: (name: string) => boolean) => boolean,
): Promise<Sniffed> {
  const manifest = zip.find('META-INF/manifest.xml');
  const text = manifest === null ? '' : (await zip.read(manifest, 1024 * 1024)).toString('latin1');
  return accepted(extension, {
    encrypted: extension !== 'epub' && /[<:]encryption-data\b|encrypted-package/.test(text),
    hasMacros: has((n) => /^(?:basic|scripts)\/.+\//.test(n)),
  });
}

function program(mime: string): Sniffed {
  return { kind: 'executable', mime, extension: '', encrypted: false, hasMacros: false, encoding: null };
}
