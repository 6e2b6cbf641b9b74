import type { Sniffed } from '../../inspector.port.js';
import { accepted } from './zip-kind.js';

const CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/gu;

/** Decodes the beginning of a text, or null when it is none in UTF-8, UTF-16 or GB18030. `complete` = the whole file is there. */
export function decodeText(head: Buffer, complete: boolean): { text: string; encoding: string } | null {
  const encodings = candidates(head);
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: !complete });
      if (looksLikeText(text, encoding)) return { text, encoding };
    } catch {
      // not in this encoding
    }
  }
  return forgiving(head, encodings);
}

/** A text with a few bytes of another encoding in it is still a text: at most one character in fifty may be unreadable. */
function forgiving(head: Buffer, encodings: readonly string[]): { text: string; encoding: string } | null {
  for (const encoding of encodings) {
    const text = new TextDecoder(encoding).decode(head);
    const unreadable = text.match(/\ufffd/gu)?.length ?? 0;
    if (unreadable <= text.length / 50 && looksLikeText(text, encoding)) return { text, encoding };
  }
  return null;
}

function candidates(head: Buffer): string[] {
  if (head[0] === 0xff && head[1] === 0xfe) return ['utf-16le'];
  if (head[0] === 0xfe && head[1] === 0xff) return ['utf-16be'];
  const odd = head.filter((byte, i) => byte === 0 && i % 2 === 1).length;
  const even = head.filter((byte, i) => byte === 0 && i % 2 === 0).length;
  if (odd > head.length / 8 && even === 0) return ['utf-16le'];
  if (even > head.length / 8 && odd === 0) return ['utf-16be'];
  return ['utf-8', 'gb18030'];
}

/** Text has next to no control characters; GB18030 accepts many binary files, so there most of it must be common characters too. */
function looksLikeText(text: string, encoding: string): boolean {
  if (text.length === 0) return false;
  const controls = text.match(CONTROL)?.length ?? 0;
  if (controls > text.length / 500) return false;
  if (encoding !== 'gb18030') return true;
  const common =
    text.match(/[\u0009-\u000d\u0020-\u007e\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/gu)?.length ?? 0;
  return common > [...text].length * 0.9;
}

const ACTIVE_START =
  /^(?:<!--[^]*?-->\s*)*(?:<!doctype\s+(?:html|svg)|<(?:html|head|body|script|svg|iframe|meta|style|link|object|embed|frameset|table|form|title|base|plaintext|xsl:)[\s>/:]|<\?(?:xml|php|xsl)|<%|%!PS|mime-version:|from - |return-path:|received:)/i;
const MAIL_HEADER = /^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*){0,40}?content-type:\s*(?:multipart|text\/html)/i;
const PLAYLIST_START =
  /^(?:#EXTM3U|ffconcat version|\[playlist\]|v=0\s*\r?\no=|#EXT-X-|\s*<(?:MPD|smil|asx|wpl)\b)/i;
const PROGRAM_START = /^(?:#!|@echo off|:: *\r?\n|rem |\{\\rtf(?!\d))/i;

function plain(kind: Sniffed['kind'], mime: string, encoding: string): Sniffed {
  return { kind, mime, extension: '', encrypted: false, hasMacros: false, encoding };
}

function activeMime(start: string): string {
  if (/^<(?:\?xml|svg)/i.test(start)) return 'application/xml';
  return /^(?:<!--|<!doctype html|<[a-z])/i.test(start) ? 'text/html' : 'application/octet-stream';
}

/** What a text is: active content, a playlist, a script, RTF, or just text. */
export function textKind(text: string, encoding: string): Sniffed {
  const start = text.replace(/^\ufeff/u, '').trimStart();
  if (/^\{\\rtf\d/.test(start)) return accepted('rtf');
  if (PLAYLIST_START.test(start) || /^<\?xml[^>]*>\s*<(?:MPD|smil)\b/.test(start))
    return plain('playlist', 'application/vnd.apple.mpegurl', encoding);
  if (ACTIVE_START.test(start) || MAIL_HEADER.test(start.slice(0, 8192)))
    return plain('active', activeMime(start), encoding);
  if (PROGRAM_START.test(start)) return plain('executable', 'text/x-script', encoding);
  return accepted('txt', { encoding });
}
