import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  createMembershipRequest,
  createPersonRequest,
  idParams,
  peopleQuery,
  updateMembershipRequest,
  updatePersonRequest,
  type membershipInput,
  type MembershipView,
  type PersonView,
} from '../../contracts/index.js';
import { Creates, Permission } from '../../http/index.js';
import type { Id } from '../../kernel/ids.js';
import { ActingPerson } from './acting.decorator.js';
import type { Acting } from './authority.service.js';
import { MembershipAdmin } from './membership-admin.service.js';
import type { Membership } from './memberships.repository.js';
import { PeopleAdmin } from './people-admin.service.js';
import { PeopleService } from './people.service.js';
import { OrganizationPresenter } from './presenter.js';
import type { NewMembership } from './provisioning.service.js';
import { intervalOf } from './structure.controller.js';

interface IdParam {
  id: Id;
}

/** People and their memberships, for those who administer them. */
@Controller('api/v1')
@ApiTags('organization')
@Permission('signed-in')
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly administration: PeopleAdmin,
    private readonly memberships: MembershipAdmin,
    private readonly presenter: OrganizationPresenter,
  ) {}

  @Get('people')
  list(
    @ActingPerson() by: Acting,
    @Query({ schema: peopleQuery }) query: z.output<typeof peopleQuery>,
  ): Promise<{ items: PersonView[]; next: string | null }> {
    return this.people.page(by, query);
  }

  @Post('people')
  @Creates()
  async create(
    @ActingPerson() by: Acting,
    @Body({ schema: createPersonRequest }) body: z.output<typeof createPersonRequest>,
  ): Promise<PersonView> {
    const memberships = body.memberships.map(given);
    const id = await this.administration.create(by, { ...body, memberships });
    return this.people.view(by, id);
  }

  @Patch('people/:id')
  async update(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id }: IdParam,
    @Body({ schema: updatePersonRequest }) change: z.output<typeof updatePersonRequest>,
  ): Promise<PersonView> {
    await this.administration.update(by, id, change);
    return this.people.view(by, id);
  }

  @Post('memberships')
  @Creates()
  async createMembership(
    @ActingPerson() by: Acting,
    @Body({ schema: createMembershipRequest }) body: z.output<typeof createMembershipRequest>,
  ): Promise<MembershipView> {
    return this.show(await this.administration.giveMembership(by, body.userId, given(body)));
  }

  @Patch('memberships/:id')
  async updateMembership(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id }: IdParam,
    @Body({ schema: updateMembershipRequest }) body: z.output<typeof updateMembershipRequest>,
  ): Promise<MembershipView> {
    return this.show(await this.memberships.move(by, id, intervalOf(body)));
  }

  /** Ends it now. */
  @Delete('memberships/:id')
  @HttpCode(204)
  async endMembership(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id }: IdParam,
  ): Promise<void> {
    await this.memberships.end(by, id);
  }

  private async show(membership: Membership): Promise<MembershipView> {
    return (await this.presenter.memberships([membership]))[0]!;
  }
}

/** A membership as it was asked for, its bounds as instants. */
function given({ scope, scopeId, role, subject, ...rest }: z.output<typeof membershipInput>): NewMembership {
  return { scope, scopeId, role, subject: subject ?? null, ...intervalOf(rest) };
}
