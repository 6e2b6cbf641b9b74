/**
 * How much a word tells: BM25's inverse document frequency (Robertson and Zaragoza, "The Probabilistic Relevance
 * Framework", 2009, eq. 3.3, with 1 added inside the logarithm so that it never falls below 0).
 * @param total documents the asker may find  @param seen how many of them have the word
 */
export function rarity(total: number, seen: number): number {
  return Math.log(1 + (total - seen + 0.5) / (seen + 0.5));
}
