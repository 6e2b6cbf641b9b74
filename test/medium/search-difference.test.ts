import { SearchEngine } from '../../src/platform/search/search.port.js';
import { Program } from '../support/program.js';
import { betrayals, WAYS } from '../support/search-hiding.js';

describe('a hidden resource leaves no trace in hits, totals, facets, highlights and suggestions', () => {
  let program: Program;
  beforeAll(async () => {
    program = await Program.open({ TRASH_DAYS: '100000' });
  }, 120_000);
  afterAll(() => program?.close());

  it.each(Object.keys(WAYS))(
    'when %s',
    async (way) => {
      expect(await betrayals(program, way, 60, 20260901)).toEqual([]);
    },
    120_000,
  );

  it('is shown by the same means where the engine counts for everybody', async () => {
    const engine = program.get(SearchEngine);
    const search = engine.search.bind(engine);
    engine.search = async (query) => {
      const principals = (
        await program.query<{ p: string }>('SELECT DISTINCT principal AS p FROM access_entry')
      ).map(({ p }) => p);
      return search({ ...query, principals });
    };
    expect(await betrayals(program, 'it is for another school', 30, 20260901)).not.toEqual([]);
    Reflect.deleteProperty(engine, 'search');
  }, 120_000);
});
