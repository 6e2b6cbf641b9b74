import { Injectable } from '@nestjs/common';
import { notFound } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database, type Queryable } from '../../platform/database/database.port.js';
import { ToolRunner } from '../../platform/sandbox/sandbox.port.js';
import { AuthorityService, type Acting } from './authority.service.js';
import { readSheet, type TypedLine } from './rotation-sheet.js';
import type { Authority } from './rules.js';
import { StructureRepository, type School } from './structure.repository.js';

/** The file of an administrator: for which school, and in whose days its dates are meant. */
export interface Sheet {
  schoolId: Id;
  /** base64 */
  content: string;
  timeZone: string;
}

/** Sheets of administrators: who may use one, and what stands in it. */
@Injectable()
export class RotationSheets {
  constructor(
    private readonly database: Database,
    private readonly structure: StructureRepository,
    private readonly authority: AuthorityService,
    private readonly runner: ToolRunner,
  ) {}

  /** Nothing is read for somebody who could do nothing with it: not_found, and what reading the file throws. */
  async lines(by: Acting, sheet: Sheet): Promise<TypedLine[]> {
    await this.standing(this.database.reader, by, sheet);
    return readSheet(this.runner, Buffer.from(sheet.content, 'base64'));
  }

  /** What the asker may administer, and the school that is among it. Throws not_found. */
  async standing(
    q: Queryable,
    by: Acting,
    { schoolId }: Sheet,
  ): Promise<{ authority: Authority; school: School }> {
    const authority = await this.authority.of(by.actor, q);
    const [school] = authority.schools.has(schoolId) ? await this.structure.schools(q, [schoolId]) : [];
    if (!school) throw notFound();
    return { authority, school };
  }
}
