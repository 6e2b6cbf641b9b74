/** Drawn for what no font has. */
const UNKNOWN = '〓';
/** Letters whose small raised or lowered form fonts often lack. */
const RAISED = /^[⁰-⁹⁺-ⁿ]$/u;
const LOWERED = /^[₀-₉₊-ₜ]$/u;

/** HTML in which every character can be drawn: written another way where the fonts (`has`, by code point) lack it. */
export function printable(html: string, has: (code: number) => boolean): string {
  const known = new Map<string, string>();
  return html.replace(/[^\x00-\x7f]/gu, (character) => {
    let drawn = known.get(character);
    if (drawn === undefined) known.set(character, (drawn = drawable(character, has)));
    return drawn;
  });
}

function drawable(character: string, has: (code: number) => boolean): string {
  if (has(character.codePointAt(0)!)) return character;
  // Joiners and marks that change what stands before them leave no gap of their own.
  if (/^[\p{Mn}\p{Cf}]$/u.test(character)) return '';
  const plain = character.normalize('NFKD').replace(/\p{Mn}/gu, '');
  if (![...plain].every((c) => has(c.codePointAt(0)!)) || /[&<>"]/.test(plain)) return UNKNOWN;
  if (RAISED.test(character)) return `<sup>${plain}</sup>`;
  return LOWERED.test(character) ? `<sub>${plain}</sub>` : plain;
}
