import type { Fragment } from '../../contracts/common.js';

/** A text with the words that were looked for marked in it. */
export function Highlighted({ fragments }: { fragments: Fragment[] }) {
  return fragments.map((f, i) => (f.hit ? <mark key={i}>{f.text}</mark> : <span key={i}>{f.text}</span>));
}
