import type { Sniffed } from '../../inspector.port.js';
import type { ByteSource } from './ole-file.js';
import { OleFile } from './ole-file.js';
import { accepted } from './zip-kind.js';

const HEAD = 4096;
/** [MS-PPT] 2.3.2 CurrentUserAtom.headerToken of an encrypted file. */
const PPT_ENCRYPTED = 0xf3d1c4df;
/** [MS-XLS] 2.4.117 FilePass. */
const FILE_PASS = 0x2f;

/**
 * Which Office format the compound file holds. Password protection: [MS-DOC] 2.5.1 FibBase.fEncrypted, the record
 * FilePass of a workbook, the header token of a presentation, the stream EncryptedPackage of OOXML ([MS-OFFCRYPTO]).
 */
export async function oleKind(source: ByteSource): Promise<Sniffed> {
  const ole = await OleFile.open(source);
  const hasMacros = ole.entries.some((e) => ['Macros', '_VBA_PROJECT_CUR', 'VBA'].includes(e.name));
  const head = async (name: string): Promise<Buffer> => {
    const entry = ole.find(name);
    return entry === null ? Buffer.alloc(0) : ole.read(entry, HEAD);
  };
  if (ole.find('EncryptedPackage') !== null) return accepted('docx', { encrypted: true });
  if (ole.find('WordDocument') !== null) {
    const fib = await head('WordDocument');
    return accepted('doc', { hasMacros, encrypted: fib.length > 12 && (fib.readUInt16LE(10) & 0x100) !== 0 });
  }
  if (ole.find('PowerPoint Document') !== null) {
    const user = await head('Current User');
    const token = user.length >= 16 ? user.readUInt32LE(12) : 0;
    return accepted('ppt', { hasMacros, encrypted: token === PPT_ENCRYPTED });
  }
  for (const name of ['Workbook', 'WORKBOOK', 'Book', 'BOOK']) {
    if (ole.find(name) !== null)
      return accepted('xls', { hasMacros, encrypted: workbookHasPassword(await head(name)) });
  }
  if (ole.find('MatOST') !== null || ole.find('CONTENTS') !== null) return accepted('wps');
  return {
    kind: 'unknown',
    mime: 'application/x-cfb',
    extension: '',
    encrypted: false,
    hasMacros,
    encoding: null,
  };
}

function workbookHasPassword(head: Buffer): boolean {
  for (let at = 0, records = 0; at + 4 <= head.length && records < 64; records += 1) {
    const type = head.readUInt16LE(at);
    if (type === FILE_PASS) return true;
    at += 4 + head.readUInt16LE(at + 2);
  }
  return false;
}
