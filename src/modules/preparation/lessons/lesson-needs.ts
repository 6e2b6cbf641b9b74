import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { Taxonomy } from '../../taxonomy/index.js';

/** What the editor needs besides: so that its constructor stays short. */
@Injectable()
export class LessonNeeds {
  constructor(
    readonly taxonomy: Taxonomy,
    readonly clock: Clock,
  ) {}
}
