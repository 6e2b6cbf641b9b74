import { COLLECTION_ROUTES } from '../rights/collection-routes.js';
import { COLLECTION_STATES } from '../rights/resource-states.js';
import { matrixOf, matrixWorld } from '../support/matrix-of.js';

describe('the route matrix of collections', () => {
  matrixOf({
    path: 'collections',
    routes: COLLECTION_ROUTES,
    states: COLLECTION_STATES,
    world: matrixWorld(),
    make: (world, state) => world.collection(state),
    params: () => ({}),
  });
});
