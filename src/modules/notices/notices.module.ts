import { Module } from '@nestjs/common';
import { OrganizationModule } from '../organization/index.js';
import { EventStreamController } from './event-stream.controller.js';

@Module({ imports: [OrganizationModule], controllers: [EventStreamController] })
export class NoticesModule {}
