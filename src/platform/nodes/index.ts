import { ProcessNodeEntity } from './process-node.entity.js';

export { NodeRegister } from './node-register.js';
export { nodesMigrations } from './nodes.migrations.js';
export { NodesModule } from './nodes.module.js';
export { NodesRepository, type ProcessNode } from './nodes.repository.js';

export const nodesEntities = [ProcessNodeEntity];
