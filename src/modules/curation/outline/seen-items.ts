import type { Actor } from '../../../kernel/actor.js';
import type { AccessService, Condition } from '../../access/index.js';

/** A condition on the item `i` that holds for what the actor may see: joined before any limit or count. */
export function seenItems(access: AccessService, actor: Actor): Condition {
  const resource = access.visible(actor, 'resource', 'i.target_id');
  const collection = access.visible(actor, 'collection', 'i.target_id');
  return {
    sql: `(i.kind = 'link' OR (i.kind = 'collection' AND ${collection.sql}) OR (i.kind IN ('resource', 'pages', 'span') AND ${resource.sql}))`,
    parameters: [...collection.parameters, ...resource.parameters],
  };
}
