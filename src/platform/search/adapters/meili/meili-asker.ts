import type { Meilisearch, SearchParams } from 'meilisearch';
import { ask } from './meili-client.js';
import { NAMES, TERMS } from './index-settings.js';
import type { MeiliDocument } from './meili-document.js';
import type { WordSet } from './word-sets.js';

/** One question to the index. */
export interface Question {
  /** a document must hold one of these sets; null = every document */
  sets: readonly WordSet[] | null;
  filter: readonly string[];
  /** where words are looked for: own words of the whole document, or of title and tags */
  within?: 'terms' | 'names';
  /** words as people write them, the most telling first: Meilisearch cuts them and orders by where its own words stand */
  order?: readonly string[];
  sort?: readonly string[];
  facets?: readonly string[];
  offset?: number;
  /** 0 = only count */
  limit: number;
  retrieve?: readonly (keyof MeiliDocument)[];
}

export interface QuestionAnswer {
  hits: Partial<MeiliDocument>[];
  /** exact, unless `offset` was given */
  total: number;
  facets: Record<string, Record<string, number>>;
}

/** Meilisearch looks at the first ten words of a query; a phrase counts as one. */
const MAX_WORDS = 10;

interface Raw {
  hits: Partial<MeiliDocument>[];
  totalHits?: number;
  estimatedTotalHits?: number;
  facetDistribution?: Record<string, Record<string, number>>;
}

/**
 * Puts questions to an index: those of one set together in one request, each of several sets in a federated one, whose
 * answers are the union. All at the same time.
 */
export class MeiliAsker {
  constructor(
    private readonly client: Meilisearch,
    private readonly uid: string,
  ) {}

  async ask(questions: readonly Question[]): Promise<QuestionAnswer[]> {
    const answers = new Array<QuestionAnswer>(questions.length);
    const single = questions.flatMap((question, i) => ((question.sets?.length ?? 1) === 1 ? [i] : []));
    const together = async (): Promise<void> => {
      if (single.length === 0) return;
      const queries = single.map((i) => this.query(questions[i]!, questions[i]!.sets?.[0] ?? null));
      const { results } = await ask(() =>
        this.client.multiSearch<{ queries: typeof queries }, MeiliDocument>({ queries }),
      );
      single.forEach((i, position) => (answers[i] = answer(results[position] as Raw)));
    };
    const apart = questions.map(async (question, i) => {
      const sets = question.sets?.length ?? 1;
      if (sets === 0) answers[i] = { hits: [], total: 0, facets: {} };
      if (sets > 1) answers[i] = answer(await this.union(question));
    });
    await Promise.all([together(), ...apart]);
    return answers;
  }

  private async union(question: Question): Promise<Raw> {
    const { facets, offset, limit, sets } = question;
    const federation = {
      ...window(offset, limit),
      ...(facets ? { facetsByIndex: { [this.uid]: [...facets] }, mergeFacets: {} } : {}),
    };
    const queries = (sets ?? []).map((set) => {
      const query = this.query(question, set);
      // these belong to the whole
      for (const name of ['page', 'hitsPerPage', 'offset', 'limit', 'facets'] as const) delete query[name];
      return query;
    });
    return (await ask(() => this.client.multiSearch({ federation, queries }))) as Raw;
  }

  private query(question: Question, set: WordSet | null): SearchParams & { indexUid: string } {
    const { filter, order = [], sort, facets, offset, limit, retrieve, within = 'terms' } = question;
    const words = set === null ? [] : [`"${set.join(' ')}"`, ...order.slice(0, MAX_WORDS - 1)];
    return {
      indexUid: this.uid,
      q: words.join(' '),
      filter: [...filter],
      ...window(offset, limit),
      attributesToRetrieve: retrieve ? [...retrieve] : ['id'],
      ...(sort ? { sort: [...sort] } : {}),
      ...(facets ? { facets: [...facets] } : {}),
      // the set comes first and is kept; the words after it are only for the order
      ...(set === null ? {} : { matchingStrategy: 'last', locales: ['zho', 'eng'] }),
      ...(set === null || order.length > 0
        ? {}
        : { attributesToSearchOn: [within === 'names' ? NAMES : TERMS] }),
    };
  }
}

/** Pages have an exact total; what comes later is read by its offset. */
function window(
  offset: number | undefined,
  limit: number,
): Pick<SearchParams, 'page' | 'hitsPerPage' | 'offset' | 'limit'> {
  return offset === undefined ? { page: 1, hitsPerPage: limit } : { offset, limit };
}

function answer({ hits, totalHits, estimatedTotalHits, facetDistribution }: Raw): QuestionAnswer {
  return { hits, total: totalHits ?? estimatedTotalHits ?? 0, facets: facetDistribution ?? {} };
}
