export { rebuildIndex } from './rebuild-index.job.js';
export { DiscoveryModule } from './discovery.module.js';
export { ResourceIndexer } from './resource-indexer.js';
