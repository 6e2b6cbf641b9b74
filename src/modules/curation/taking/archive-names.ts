import { downloadName } from '../../files/index.js';

/** Characters of a name besides its ending: three folders deep they still fit a Windows path. */
const LONGEST = 60;
/** Names of devices, with any ending: Windows opens no such file. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const ENDING = /\.[\p{L}\p{N}]{1,12}$/u;

/** The ending of a file's name with its dot; empty where it has none. */
export const endingOf = (name: string): string => ENDING.exec(name)?.[0] ?? '';

/** A name of a file or folder that every system can keep: what it says, as far as that goes. */
export function harmless(name: string, ending = ''): string {
  const kept = [
    ...downloadName(`${name}${ending}`)
      .replace(/^[.\s]+/u, '')
      .trim(),
  ];
  const end = ending === '' ? '' : endingOf(kept.join(''));
  const base = kept.slice(0, kept.length - [...end].length);
  const short = base.length > LONGEST ? `${base.slice(0, LONGEST - 1).join('')}…` : base.join('');
  const whole = `${short.replace(/[.\s]+$/u, '') || 'file'}${end}`;
  return DEVICE.test(whole) ? `_${whole}` : whole;
}

/** The names in one folder: none twice, whatever the case and however its letters are put together. */
export class FolderNames {
  private readonly taken = new Set<string>();

  constructor(taken: readonly string[] = []) {
    for (const name of taken) this.taken.add(keyOf(name));
  }

  /** A harmless name that is still free here. */
  take(name: string, ending = ''): string {
    const wanted = harmless(name, ending);
    const end = ending === '' ? '' : endingOf(wanted);
    const base = wanted.slice(0, wanted.length - end.length);
    let free = wanted;
    for (let n = 2; this.taken.has(keyOf(free)); n += 1) free = `${base} (${n})${end}`;
    this.taken.add(keyOf(free));
    return free;
  }
}

const keyOf = (name: string) => name.normalize('NFKC').toLowerCase();
