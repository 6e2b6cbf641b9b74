import { Body, Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { rotationSheet, type RotationPreview } from '../../contracts/index.js';
import { Creates, Permission } from '../../http/index.js';
import { ActingPerson } from './acting.decorator.js';
import type { Acting } from './authority.service.js';
import { templateSheet } from './rotation-sheet.js';
import { Rotations } from './rotations.service.js';

type SheetBody = z.output<typeof rotationSheet>;
const templateQuery = z.object({ language: z.enum(['zh', 'en']).default('zh') });

/** People who come to a school for a time, out of a spreadsheet. */
@Controller('api/v1/rotations')
@ApiTags('organization')
@Permission('signed-in')
export class RotationsController {
  constructor(private readonly rotations: Rotations) {}

  /** An empty spreadsheet with the headings. */
  @Get('template')
  @Header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @Header('content-disposition', 'attachment; filename="rotation.xlsx"')
  template(@Query({ schema: templateQuery }) { language }: z.output<typeof templateQuery>): Promise<Buffer> {
    return templateSheet(language);
  }

  /** What every line would do; nothing is changed. */
  @Post('preview')
  @HttpCode(200)
  preview(
    @ActingPerson() by: Acting,
    @Body({ schema: rotationSheet }) sheet: SheetBody,
  ): Promise<RotationPreview> {
    return this.rotations.preview(by, sheet);
  }

  /** All lines or none. */
  @Post()
  @Creates()
  apply(
    @ActingPerson() by: Acting,
    @Body({ schema: rotationSheet }) sheet: SheetBody,
  ): Promise<{ made: number }> {
    return this.rotations.apply(by, sheet);
  }
}
