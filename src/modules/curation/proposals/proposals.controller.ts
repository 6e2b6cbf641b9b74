import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  acceptRequest,
  declineRequest,
  idParams,
  pageQuery,
  proposalParams,
  proposeRequest,
  queueQuery,
} from '../../../contracts/index.js';
import { Creates, CurrentActor, Permission } from '../../../http/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { AccessService } from '../../access/index.js';
import { ProposalReader } from './proposal-reader.js';
import { Proposals } from './proposals.js';

/** Proposing items for collections: readers propose, curators decide. */
@Controller('api/v1')
@ApiTags('proposals')
@Permission('signed-in')
export class ProposalsController {
  constructor(
    private readonly access: AccessService,
    private readonly proposals: Proposals,
    private readonly reader: ProposalReader,
  ) {}

  @Post('collections/:id/proposals')
  @Creates()
  async propose(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @Body({ schema: proposeRequest }) body: z.output<typeof proposeRequest>,
  ): Promise<{ id: Id }> {
    const right = await this.access.authorize(actor, 'view', 'collection', id);
    return { id: await this.proposals.propose(actor, right, body) };
  }

  @Get('collections/:id/proposals')
  async queue(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @Query({ schema: queueQuery }) query: z.output<typeof queueQuery>,
  ) {
    return this.reader.queue(actor, await this.edits(actor, id), query);
  }

  @Post('collections/:id/proposals/:proposalId/accept')
  @HttpCode(200)
  async accept(
    @CurrentActor() actor: Actor,
    @Param({ schema: proposalParams }) { id, proposalId }: z.output<typeof proposalParams>,
    @Body({ schema: acceptRequest }) body: z.output<typeof acceptRequest>,
  ): Promise<{ itemId: Id }> {
    const right = await this.edits(actor, id);
    return { itemId: await this.proposals.accept(actor, right, proposalId, body) };
  }

  @Post('collections/:id/proposals/:proposalId/decline')
  @HttpCode(204)
  async decline(
    @CurrentActor() actor: Actor,
    @Param({ schema: proposalParams }) { id, proposalId }: z.output<typeof proposalParams>,
    @Body({ schema: declineRequest }) body: z.output<typeof declineRequest>,
  ): Promise<void> {
    await this.proposals.decline(actor, await this.edits(actor, id), proposalId, body);
  }

  /** What I proposed. */
  @Get('proposals')
  own(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuery }) { cursor, limit }: z.output<typeof pageQuery>,
  ) {
    return this.reader.own(actor, cursor, limit);
  }

  @Post('proposals/:id/withdraw')
  @HttpCode(204)
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
  ): Promise<void> {
    await this.proposals.withdraw(actor, id);
  }

  private edits(actor: Actor, id: Id) {
    return this.access.authorize(actor, 'edit', 'collection', id);
  }
}
