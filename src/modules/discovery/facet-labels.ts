import { Injectable } from '@nestjs/common';
import type { SearchResponse } from '../../contracts/index.js';
import { Database } from '../../platform/database/database.port.js';
import type { SearchPage } from '../../platform/search/search.port.js';
import { Directory } from '../organization/index.js';
import { Taxonomy } from '../taxonomy/index.js';

/** Counts of facet values as the page shows them: stages and grades in their own order, others the largest first, schools by their names. */
@Injectable()
export class FacetLabels {
  constructor(
    private readonly directory: Directory,
    private readonly database: Database,
    private readonly taxonomy: Taxonomy,
  ) {}

  async of(facets: SearchPage['facets']): Promise<SearchResponse['facets']> {
    const schoolIds = Object.keys(facets.school);
    const names = await this.directory.names(this.database.reader, {
      schoolIds,
      userIds: [],
      departmentIds: [],
      groupIds: [],
    });
    const counts = (facet: keyof typeof facets) =>
      Object.entries(facets[facet])
        .map(([value, count]) => ({
          value,
          label: facet === 'school' ? (names.schools.get(value)?.name ?? null) : null,
          count,
        }))
        .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
    const inOrder = (facet: 'stage' | 'grade', named: readonly { key: string }[]) => {
      const order = new Map(named.map(({ key }, i) => [key, i]));
      const at = ({ value }: { value: string }) => order.get(value) ?? order.size;
      return counts(facet).sort((a, b) => at(a) - at(b));
    };
    const { stages, grades } = this.taxonomy.view();
    return {
      stage: inOrder('stage', stages),
      subject: counts('subject'),
      grade: inOrder('grade', grades),
      type: counts('type'),
      school: counts('school'),
      mark: counts('mark'),
    };
  }
}
