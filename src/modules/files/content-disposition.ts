/** Names longer than this, in bytes of UTF-8, fit no file system. */
const MAX_NAME_BYTES = 255;

/**
 * The name under which a browser may save a file: as the person gave it, save for what no disk can hold or what
 * makes a name look like another: path separators become `_`, control characters and marks that turn the reading
 * direction go, and a name that is too long loses its middle, not its ending.
 */
export function downloadName(fileName: string): string {
  const harmless = wellFormed(fileName)
    .replace(/[/\\:*?"<>|]/gu, '_')
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]/gu, '')
    .replace(/[.\s]+$/u, '')
    .trim();
  return shorten(harmless === '' ? 'file' : harmless);
}

/** `Content-Disposition: attachment` by RFC 6266, with the name by RFC 8187 (once RFC 5987) and an ASCII one for clients that know only that. */
export function attachment(fileName: string): string {
  const name = downloadName(fileName);
  const ascii = name.replace(/[^\x20-\x7e]|[%;]/gu, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= MAX_NAME_BYTES) return name;
  const ending = /\.[\p{L}\p{N}]{1,12}$/u.exec(name)?.[0] ?? '';
  const room = MAX_NAME_BYTES - Buffer.byteLength(ending) - Buffer.byteLength('…');
  let kept = '';
  let bytes = 0;
  for (const character of name.slice(0, name.length - ending.length)) {
    bytes += Buffer.byteLength(character);
    if (bytes > room) break;
    kept += character;
  }
  return `${kept}…${ending}`;
}

/** Half a surrogate pair is no text: it becomes U+FFFD. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, '\ufffd');
}
