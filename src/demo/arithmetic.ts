/**
 * The value of a sum such as `2*3.14*2^2-(1/3)`: numbers, + − * / ^, brackets, a leading sign. Used to check the answers
 * that the lessons give.
 * @throws Error where the text is no such sum.
 */
export function valueOf(text: string): number {
  const signs = text.replace(/\s/g, '').match(/\d+(?:\.\d+)?|[-+*/^()]/g) ?? [];
  if (signs.join('') !== text.replace(/\s/g, '')) throw new Error(`not a sum: ${text}`);
  let at = 0;

  const sum = (): number => {
    let value = product();
    while (signs[at] === '+' || signs[at] === '-')
      value = signs[at++] === '+' ? value + product() : value - product();
    return value;
  };
  const product = (): number => {
    let value = factor();
    while (signs[at] === '*' || signs[at] === '/')
      value = signs[at++] === '*' ? value * factor() : value / factor();
    return value;
  };
  const factor = (): number => {
    if (signs[at] === '-') {
      at++;
      return -factor();
    }
    const base = atom();
    if (signs[at] !== '^') return base;
    at++;
    return base ** factor();
  };
  const atom = (): number => {
    const sign = signs[at++];
    if (sign !== '(') {
      if (sign === undefined || !/^\d/.test(sign)) throw new Error(`not a sum: ${text}`);
      return Number(sign);
    }
    const value = sum();
    if (signs[at++] !== ')') throw new Error(`a bracket is open: ${text}`);
    return value;
  };

  const value = sum();
  if (at !== signs.length) throw new Error(`not a sum: ${text}`);
  return value;
}
