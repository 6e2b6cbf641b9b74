import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.port.js';
import { Directory } from '../../organization/index.js';

/** What the reader needs besides. */
@Injectable()
export class LessonReading {
  constructor(
    readonly database: Database,
    readonly directory: Directory,
  ) {}
}
