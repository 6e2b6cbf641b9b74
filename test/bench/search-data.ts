import { dict } from '@node-rs/jieba/dict.js';
import type { SearchDocument } from '../../src/platform/search/search.port.js';

/** A generator of numbers in [0, 1) that gives the same sequence for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The 40,000 most frequent Chinese words of two to four characters, most frequent first. */
export function commonWords(): string[] {
  const words: [string, number][] = [];
  for (const line of Buffer.from(dict).toString('utf8').split('\n')) {
    const [word, frequency] = line.split(' ');
    if (word && /^\p{Script=Han}{2,4}$/u.test(word)) words.push([word, Number(frequency)]);
  }
  words.sort((a, b) => b[1] - a[1]);
  return words.slice(0, 40_000).map(([word]) => word);
}

const STAGES = ['primary', 'junior', 'senior'];
const SUBJECTS = [
  'chinese',
  'math',
  'english',
  'physics',
  'chemistry',
  'biology',
  'history',
  'geography',
  'politics',
];
const TYPES = [
  'plan',
  'slides',
  'guide',
  'task',
  'exercise',
  'paper',
  'clip',
  'lesson',
  'material',
  'reflection',
];
const SCHOOLS = 30;
const AUTHORS = 3_000;
const START = Date.UTC(2020, 0, 1);

/**
 * Resources of one group: words Zipf-distributed, the core school `s:0` owns half, three in five are for the whole
 * group, the rest for a school, a department or the author. A hundred characters of text each.
 */
export class SearchData {
  private readonly words = commonWords();
  private readonly weights = new Float64Array(this.words.length);

  /** @param principals those of the data (`g:0`, `s:0`, `s:3`) that go by another name in the installation */
  constructor(private readonly principals: ReadonlyMap<string, string>) {
    let sum = 0;
    this.words.forEach((_, rank) => {
      sum += 1 / (rank + 10);
      this.weights[rank] = sum;
    });
  }

  /** The word of a rank, 0 = most frequent. */
  word(rank: number): string {
    return this.words[rank] ?? '';
  }

  document(n: number): SearchDocument {
    const next = random(n + 1);
    const school = next() < 0.5 ? 0 : 1 + Math.floor(next() * (SCHOOLS - 1));
    const author = `u:${school}-${Math.floor((next() * AUTHORS) / SCHOOLS)}`;
    const reach = next();
    const audience =
      reach < 0.6
        ? ['g:0']
        : reach < 0.85
          ? [`s:${school}`]
          : reach < 0.95
            ? [`d:${school}-${Math.floor(next() * 9)}`]
            : [];
    return {
      id: documentId(n),
      rev: 1,
      title: this.text(next, 5),
      description: this.text(next, 8),
      tags: [this.text(next, 1), this.text(next, 1)],
      context: this.text(next, 3),
      body: this.text(next, 35),
      facets: {
        stage: pick(next, STAGES),
        subject: pick(next, SUBJECTS),
        grade: `g${1 + Math.floor(next() * 12)}`,
        type: pick(next, TYPES),
        school: `s${school}`,
        mark: n % 40 === 0 ? 'group' : n % 12 === 0 ? 'school' : null,
      },
      nodes: [`book-${n % 200}`, `chapter-${n % 3000}`],
      authorId: author.slice(2),
      publishedAt: START + n * 60_000,
      audience: audience.map((principal) => this.principals.get(principal) ?? principal),
      visibleFrom: next() < 0.02 ? START + Math.floor(next() * 3e11) : null,
      visibleUntil: null,
      always: [author, `m:${school}`],
    };
  }

  async *batches(size: number): AsyncGenerator<SearchDocument[]> {
    for (let from = 0; from < size; from += 1_000) {
      yield await Promise.resolve(
        Array.from({ length: Math.min(1_000, size - from) }, (_, i) => this.document(from + i)),
      );
    }
  }

  private text(next: () => number, words: number): string {
    let text = '';
    for (let i = 0; i < words; i += 1) {
      text += this.word(this.rank(next()));
      if (i % 9 === 8) text += '，';
    }
    return text;
  }

  private rank(share: number): number {
    const target = share * (this.weights.at(-1) ?? 0);
    let low = 0;
    let high = this.weights.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.weights[middle]! < target) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function pick(next: () => number, values: string[]): string {
  return values[Math.floor(next() * values.length)] ?? '';
}

function documentId(n: number): string {
  const time = (START + n * 60_000).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`;
}
