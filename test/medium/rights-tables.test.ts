import { COLLECTION_ROUTES } from '../rights/collection-routes.js';
import { PLAN_ROUTES } from '../rights/plan-routes.js';
import { RESOURCE_ROUTES } from '../rights/resource-routes.js';
import { ROWS } from '../rights/routes.js';
import { Program } from '../support/program.js';

describe('the tables of rights', () => {
  let program: Program;
  beforeAll(async () => {
    program = await Program.open();
  }, 60_000);
  afterAll(() => program.close());

  it('have a row for every route of the OpenAPI document, and no row without a route', async () => {
    const { body } = await program
      .anonymous()
      .get<{ paths: Record<string, Record<string, unknown>> }>('/api/openapi.json');
    const served = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const listed = [...RESOURCE_ROUTES, ...COLLECTION_ROUTES, ...PLAN_ROUTES, ...ROWS].map(
      ({ route }) => route,
    );
    expect([...new Set(listed)].sort()).toEqual(served.sort());
  });
});
