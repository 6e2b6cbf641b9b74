import type { Index } from 'meilisearch';
import type { SearchPage, SearchQuery } from '../../search.port.js';
import { completions } from '../../text/completions.js';
import { queryTerms } from '../../text/query-terms.js';
import { quoted, sightFilter } from './filter.js';
import { indexNames } from './index-names.js';
import { MeiliAsker } from './meili-asker.js';
import { ask, connect, type MeiliPlace } from './meili-client.js';
import { FILLED_KEY } from './meili-document.js';
import type { ReaderCalls, Revision, SightQuery } from './protocol.js';
import { NEWEST, SearchRun } from './search-run.js';
import { requiredSets } from './word-sets.js';

/** how many of the newest matching documents completions are taken from */
const SUGGESTION_SOURCES = 200;
/** For what is read outside requests. */
const TIMEOUT_MS = 60_000;

/** Answers queries from the index in use. */
export class MeiliReader implements ReaderCalls {
  private readonly index: Index;
  private readonly asker: MeiliAsker;
  /** the same index, read with more patience */
  private readonly patient: Index;

  /** @param patienceMs the longest that one request of a search may take */
  constructor(place: MeiliPlace, patienceMs: number) {
    const { inUse } = indexNames(place.index);
    const client = connect(place, patienceMs);
    this.index = client.index(inUse);
    this.asker = new MeiliAsker(client, inUse);
    this.patient = connect(place, TIMEOUT_MS).index(inUse);
  }

  search(query: SearchQuery): Promise<SearchPage> {
    return new SearchRun(this.asker, this.index, query).page();
  }

  async suggest(text: string, sight: SightQuery, limit: number): Promise<string[]> {
    const asked = queryTerms(text, true);
    if (asked.atoms.length === 0) return [];
    const [found] = await this.asker.ask([
      {
        sets: requiredSets(asked.atoms),
        within: 'names',
        filter: sightFilter(sight),
        sort: NEWEST,
        limit: SUGGESTION_SOURCES,
        retrieve: ['title', 'tags'],
      },
    ]);
    const sources = (found?.hits ?? []).map(({ title = '', tags = [] }) => ({ title, tags }));
    return completions(text, asked.atoms, sources, limit);
  }

  async inventory(afterId: string | null, limit: number): Promise<Revision[]> {
    const after = afterId === null ? '' : ` AND id > ${quoted(afterId)}`;
    const filter = `state = live${after}`;
    const { results } = await ask(() =>
      this.patient.getDocuments<Revision>({ filter, sort: ['id:asc'], fields: ['id', 'rev'], limit }),
    );
    return results.map(({ id, rev }) => ({ id, rev }));
  }

  async count(): Promise<number> {
    const filter = 'state = live';
    const { total } = await ask(() => this.patient.getDocuments({ filter, fields: ['key'], limit: 1 }));
    return total;
  }

  async filled(): Promise<boolean> {
    const filter = `key = ${FILLED_KEY}`;
    const { total } = await ask(() => this.patient.getDocuments({ filter, fields: ['key'], limit: 1 }));
    return total > 0;
  }

  close(): void {
    // nothing is kept open
  }
}
