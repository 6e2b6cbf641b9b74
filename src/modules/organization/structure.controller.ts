import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  createDepartmentRequest,
  createLinkRequest,
  createSchoolRequest,
  createTeamRequest,
  idParams,
  updateDepartmentRequest,
  updateGroupRequest,
  updateLinkRequest,
  updateSchoolRequest,
  updateTeamRequest,
} from '../../contracts/index.js';
import { Creates, CurrentActor, Permission } from '../../http/index.js';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import { ActingPerson } from './acting.decorator.js';
import type { Acting } from './authority.service.js';
import { OverviewService } from './overview.service.js';
import { instantOf } from './presenter.js';
import { SchoolLinks } from './school-links.service.js';
import { StructureService } from './structure.service.js';

interface IdParam {
  id: Id;
}

/** Groups, schools, departments and teams. */
@Controller('api/v1')
@ApiTags('organization')
@Permission('signed-in')
export class StructureController {
  constructor(
    private readonly overview: OverviewService,
    private readonly structure: StructureService,
    private readonly links: SchoolLinks,
  ) {}

  @Get('organization')
  view(@CurrentActor() actor: Actor) {
    return this.overview.of(actor);
  }

  @Patch('groups/:id')
  async updateGroup(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id }: IdParam,
    @Body({ schema: updateGroupRequest }) { name }: z.output<typeof updateGroupRequest>,
  ) {
    const group = await this.structure.renameGroup(by, id, name);
    return { ...group, manageable: true };
  }

  @Post('schools')
  @Creates()
  createSchool(
    @ActingPerson() by: Acting,
    @Body({ schema: createSchoolRequest }) { from, ...school }: z.output<typeof createSchoolRequest>,
  ) {
    return this.structure.createSchool(by, { ...school, ...(from ? { from: instantOf(from) } : {}) });
  }

  @Patch('schools/:id')
  updateSchool(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id }: IdParam,
    @Body({ schema: updateSchoolRequest }) change: z.output<typeof updateSchoolRequest>,
  ) {
    return this.structure.updateSchool(by, id, change);
  }

  @Post('school-links')
  @Creates()
  createLink(
    @ActingPerson() by: Acting,
    @Body({ schema: createLinkRequest }) body: z.output<typeof createLinkRequest>,
  ) {
    const { schoolId, groupId, kind, ...interval } = body;
    return this.links.linkSchool(by, { schoolId, groupId, kind, ...intervalOf(interval) });
  }

  @Patch('school-links/:id')
  updateLink(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id }: IdParam,
    @Body({ schema: updateLinkRequest }) { kind, ...interval }: z.output<typeof updateLinkRequest>,
  ) {
    return this.links.updateLink(by, id, { ...(kind ? { kind } : {}), ...intervalOf(interval) });
  }

  @Post('departments')
  @Creates()
  createDepartment(
    @ActingPerson() by: Acting,
    @Body({ schema: createDepartmentRequest }) department: z.output<typeof createDepartmentRequest>,
  ) {
    return this.structure.createDepartment(by, department);
  }

  @Patch('departments/:id')
  updateDepartment(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id }: IdParam,
    @Body({ schema: updateDepartmentRequest }) { name }: z.output<typeof updateDepartmentRequest>,
  ) {
    return this.structure.renameDepartment(by, id, name);
  }

  @Post('teams')
  @Creates()
  createTeam(
    @ActingPerson() by: Acting,
    @Body({ schema: createTeamRequest }) team: z.output<typeof createTeamRequest>,
  ) {
    return this.structure.createTeam(by, team);
  }

  @Patch('teams/:id')
  updateTeam(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id }: IdParam,
    @Body({ schema: updateTeamRequest }) change: z.output<typeof updateTeamRequest>,
  ) {
    return this.structure.updateTeam(by, id, change);
  }
}

/** The bounds that were sent, as instants; what was left out stays out. */
export function intervalOf({ from, until }: { from?: string; until?: string | null }): {
  from?: number;
  until?: number | null;
} {
  return {
    ...(from === undefined ? {} : { from: instantOf(from) }),
    ...(until === undefined ? {} : { until: until === null ? null : instantOf(until) }),
  };
}
