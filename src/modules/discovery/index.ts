export { rebuildIndex } from './discovery.jobs.js';
export { DiscoveryModule } from './discovery.module.js';
export { ResourceIndexer } from './resource-indexer.js';
