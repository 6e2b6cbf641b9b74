import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import type { ErrorCode } from '../../src/contracts/index.js';
import {
  docxParts,
  encryptPdf,
  gifWithFrames,
  makeDocx,
  makeOle,
  makePdf,
  makeZip,
  pngClaiming,
} from '../contract/media-fixtures.js';
import { tools } from '../contract/media-rooms.js';

/** A file that cannot become what its sender hoped for. */
export interface HostileFile {
  title: string;
  fileName: string;
  bytes: Buffer;
  /** refused: nothing of it is kept; failed: the original is kept, without a preview; noted: accepted as what it really is */
  end: 'refused' | 'failed' | 'noted';
  code: ErrorCode;
}

const refused = (title: string, fileName: string, bytes: Buffer, code: ErrorCode): HostileFile => ({
  ...{ title, fileName, bytes, code },
  end: 'refused',
});
const failed = (title: string, fileName: string, bytes: Buffer, code: ErrorCode): HostileFile => ({
  ...{ title, fileName, bytes, code },
  end: 'failed',
});

/** The bad input that issue 3 names, as files; `directory` is for scratch. */
export async function hostileFiles(directory: string): Promise<HostileFile[]> {
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(5_000, 0x90)]);
  return [
    refused('a program that calls itself a picture', '照片.jpg', program, 'type_mismatch'),
    refused('a web page that calls itself a PDF', '试卷.pdf', Buffer.from(PAGE), 'type_mismatch'),
    refused('a program under its own name', '安装.exe', program, 'type_refused'),
    {
      ...{ title: 'a PDF that calls itself a Word file', fileName: '教案.docx', bytes: makePdf(['Lesson']) },
      ...{ end: 'noted', code: 'extension_corrected' },
    },
    refused('a zip bomb dressed as DOCX', '教学设计.docx', zipBomb(), 'archive_unsafe'),
    refused('a 65,535 × 65,535 PNG', '地图.png', pngClaiming(65_535, 65_535), 'image_too_large'),
    refused('a GIF of 20,000 frames', '动画.gif', gifWithFrames(20_000), 'image_too_large'),
    refused('a playlist dressed as MP4', '微课.mp4', Buffer.from(PLAYLIST), 'media_refused'),
    failed('an encrypted PDF', '加密.pdf', await lockedPdf(directory), 'document_encrypted'),
    failed('an encrypted DOCX', '加密.docx', lockedDocx(), 'document_encrypted'),
    refused('a truncated DOCX', '半份.docx', makeDocx('半份').subarray(0, 300), 'document_damaged'),
    failed('a damaged PDF', '坏.pdf', Buffer.from(`%PDF-1.4\n${'garbage '.repeat(500)}`), 'document_damaged'),
    ...(await films(directory)),
  ];
}

const PAGE = '<!DOCTYPE html><html><body><script>alert(1)</script></body></html>';
const PLAYLIST = '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n/etc/passwd\n#EXT-X-ENDLIST\n';

function zipBomb(): Buffer {
  const zeros = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
  const parts = Array.from({ length: 3 }, (_, i) => ({
    ...{ name: `word/media/${i}.bin`, data: zeros, stored: true },
    claimedSize: 4_294_000_000,
  }));
  return makeZip([...docxParts(['a']), ...parts]);
}

const lockedDocx = (): Buffer =>
  makeOle([
    { name: 'EncryptionInfo', data: Buffer.alloc(600, 4) },
    { name: 'EncryptedPackage', data: Buffer.alloc(4_096, 7) },
  ]);

async function lockedPdf(directory: string): Promise<Buffer> {
  const [open, locked] = [join(directory, 'open.pdf'), join(directory, 'locked.pdf')];
  await writeFile(open, makePdf(['Words inside']));
  await encryptPdf(open, locked, 'secret');
  return readFile(locked);
}

async function films(directory: string): Promise<HostileFile[]> {
  if (tools.ffmpeg === null) return [];
  const { command } = tools.ffmpeg;
  const make = async (name: string, ...args: string[]): Promise<Buffer> => {
    const path = join(directory, name);
    await promisify(execFile)(command, ['-loglevel', 'error', '-y', ...args, path]);
    return readFile(path);
  };
  const sound = ['-f', 'lavfi', '-i', 'sine=duration=3', '-c:a', 'aac'];
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=12:duration=8', '-c:v', 'libx264'];
  const whole = await make('whole.mp4', ...picture, '-pix_fmt', 'yuv420p');
  return [
    failed('a video without a picture', '录音.mp4', await make('a.mp4', ...sound), 'video_without_picture'),
    failed('a truncated MP4', '课堂.mp4', whole.subarray(0, whole.length * 0.7), 'media_damaged'),
  ];
}
