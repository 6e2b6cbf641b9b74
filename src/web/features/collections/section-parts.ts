import type { CollectionItem, FoundResource } from '../../api/collections.js';
import { sumUp, type CoverageRow } from '../coverage/coverage-sums.js';

/**
 * A section as a lesson of which the parts of a template are wanted: how many it has of each, put there by hand or
 * gathered, in the order of the parts.
 */
export function sectionRow(
  parts: readonly string[],
  section: { id: string; title: string },
  items: readonly Pick<CollectionItem, 'resource'>[],
  found: readonly FoundResource[],
): CoverageRow {
  const types = [
    ...items.map(({ resource }) => resource?.type),
    ...found.flatMap(({ resource, excepted }) => (excepted ? [] : [resource.type])),
  ];
  const cells = parts.map((part) => {
    const collected = types.filter((type) => type === part).length;
    return { seen: collected, collected };
  });
  const { rows } = sumUp([{ ...section, depth: 0, lesson: true, cells }], ({ collected }) => collected > 0);
  return rows[0]!;
}
