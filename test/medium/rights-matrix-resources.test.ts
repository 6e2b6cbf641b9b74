import { RESOURCE_STATES } from '../rights/resource-states.js';
import { RESOURCE_ROUTES } from '../rights/resource-routes.js';
import { matrixOf, matrixWorld } from '../support/matrix-of.js';

describe('the route matrix of resources', () => {
  matrixOf({
    path: 'resources',
    routes: RESOURCE_ROUTES,
    states: RESOURCE_STATES,
    world: matrixWorld(),
    make: (world, state) => world.resource(state),
    params: ({ fileId }) => ({ fileId }),
  });
});
