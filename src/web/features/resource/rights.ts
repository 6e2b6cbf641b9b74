import type { RightName } from '../../api/resources.js';

const order: RightName[] = ['view', 'download', 'edit', 'manage'];

/** Each right includes the ones before it. Buttons follow this; the server decides. */
export function has(held: RightName, needed: RightName): boolean {
  return order.indexOf(held) >= order.indexOf(needed);
}
