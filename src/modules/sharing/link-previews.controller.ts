import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { linkPreviewQuery, type LinkPreview } from '../../contracts/index.js';
import { Permission } from '../../http/index.js';
import { ActingPerson, type Acting } from '../organization/index.js';
import { LinkPreviews } from './link-previews.js';

/** What happens when a school leaves or joins a group. */
@Controller('api/v1/school-links')
@ApiTags('sharing')
@Permission('signed-in')
export class LinkPreviewsController {
  constructor(private readonly previews: LinkPreviews) {}

  /** Counts; nothing is changed. */
  @Get('preview')
  preview(
    @ActingPerson() by: Acting,
    @Query({ schema: linkPreviewQuery }) { schoolId, groupId }: z.output<typeof linkPreviewQuery>,
  ): Promise<LinkPreview> {
    return this.previews.of(by, schoolId, groupId);
  }
}
