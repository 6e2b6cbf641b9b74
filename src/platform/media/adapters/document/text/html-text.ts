const BLOCK =
  /^\/?(?:p|div|br|li|ul|ol|tr|table|h[1-6]|section|article|header|footer|blockquote|pre|hr|dd|dt|dl|figure|main|nav|aside|option|title)$/;
const UNSEEN = new Set(['script', 'style', 'noscript', 'template', 'svg', 'iframe', 'object']);
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  middot: '·',
  times: '×',
};

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,10}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[(name as string).toLowerCase()] ?? whole;
    const code = decimal !== undefined ? Number(decimal) : parseInt(hex as string, 16);
    return code > 8 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** What a reader sees of a web page, as plain text, and its title. One pass, no matter how the tags are nested or left open. */
export function htmlText(html: string): { text: string; title: string | null } {
  const pieces: string[] = [];
  const lower = html.toLowerCase();
  let title: string | null = null;
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    pieces.push(html.slice(at, open));
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const tag = /^<(\/?[a-z][a-z0-9]*|!doctype|\?)/i.exec(html.slice(open, open + 32))?.[1]?.toLowerCase();
    if (tag === undefined) {
      pieces.push('<');
      at = open + 1;
      continue;
    }
    const close = html.indexOf('>', open);
    at = close < 0 ? html.length : close + 1;
    if (UNSEEN.has(tag) || tag === 'title') {
      const end = lower.indexOf(`</${tag}`, at);
      const stop = end < 0 ? html.length : end;
      if (tag === 'title') title ??= decodeEntities(html.slice(at, stop)).trim().slice(0, 300) || null;
      at = stop;
    } else if (BLOCK.test(tag)) pieces.push('\n');
    else if (/^\/t[dh]$/.test(tag)) pieces.push('\t');
  }
  if (at < html.length) pieces.push(html.slice(at));
  const text = decodeEntities(pieces.join(''))
    .replace(/[ \t\u00a0]+/g, ' ')
    .replace(/ ?\r?\n[\s]*/g, '\n');
  return { text: text.trim(), title };
}
