import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { idParams, sharingDefaults } from '../../contracts/index.js';
import { Permission } from '../../http/index.js';
import { ActingPerson, type Acting } from '../organization/index.js';
import { SharingDefaults } from './sharing-defaults.js';

/** What a school proposes to whoever publishes. */
@Controller('api/v1/schools/:id/sharing-defaults')
@ApiTags('sharing')
@Permission('signed-in')
export class SharingDefaultsController {
  constructor(private readonly defaults: SharingDefaults) {}

  @Get()
  async read(@ActingPerson() by: Acting, @Param({ schema: idParams }) { id }: z.output<typeof idParams>) {
    return { items: await this.defaults.of(by, id) };
  }

  @Put()
  async replace(
    @ActingPerson() by: Acting,
    @Param({ schema: idParams }) { id }: z.output<typeof idParams>,
    @Body({ schema: sharingDefaults }) { items }: z.output<typeof sharingDefaults>,
  ) {
    return { items: await this.defaults.replace(by, id, items) };
  }
}
