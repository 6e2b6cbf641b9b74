const CODE_PAGES: Readonly<Record<string, string>> = {
  '936': 'gb18030',
  '950': 'big5',
  '932': 'shift_jis',
  '949': 'euc-kr',
  '1251': 'windows-1251',
};
/** Groups that hold no text of the document. */
const SKIPPED =
  /^(?:fonttbl|colortbl|stylesheet|info|pict|object|themedata|datastore|latentstyles|listtable|listoverridetable|generator|xmlnstbl|fldinst|header[lrf]?|footer[lrf]?)$/;
const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)/gi;

interface Group {
  skip: boolean;
  /** replacement characters to drop after \u */
  uc: number;
}

/** Text of an RTF file (RTF 1.9.1): Unicode escapes, code-page bytes, paragraphs; pictures and tables of fonts left out. */
export function rtfText(source: string): string {
  const codePage = CODE_PAGES[/\\ansicpg(\d+)/.exec(source)?.[1] ?? ''] ?? 'windows-1252';
  let bytes: number[] = [];
  let out = '';
  const stack: Group[] = [];
  let group: Group = { skip: false, uc: 1 };
  let drop = 0;
  const flush = (): void => {
    if (bytes.length > 0) out += new TextDecoder(codePage).decode(Uint8Array.from(bytes));
    bytes = [];
  };
  for (const [, word, parameter, hex, symbol, brace, text] of source.matchAll(TOKEN)) {
    if (hex !== undefined) {
      if (drop > 0) drop -= 1;
      else if (!group.skip) bytes.push(parseInt(hex, 16));
      continue;
    }
    flush();
    if (brace === '{') stack.push({ ...group });
    else if (brace === '}') group = stack.pop() ?? { skip: false, uc: 1 };
    else if (symbol === '*') group = { ...group, skip: true };
    else if (symbol !== undefined && !group.skip)
      out += symbol === '~' ? ' ' : /[{}\\]/.test(symbol) ? symbol : '';
    else if (word !== undefined) {
      if (SKIPPED.test(word)) group = { ...group, skip: true };
      else if (word === 'uc') group = { ...group, uc: Number(parameter ?? 1) };
      else if (word === 'u' && !group.skip) {
        out += String.fromCharCode((Number(parameter ?? 0) + 65_536) % 65_536);
        drop = group.uc;
      } else if (/^(?:par|line|row|page|sect)$/.test(word) && !group.skip) out += '\n';
      else if (/^(?:tab|cell)$/.test(word) && !group.skip) out += '\t';
    } else if (text !== undefined && !group.skip) {
      out += text.slice(drop);
      drop = Math.max(0, drop - text.length);
    }
  }
  flush();
  return out.trim();
}
