import { lessonResources } from '../build.js';
import { LESSONS } from '../content/lessons.js';
import type { DemoResource } from '../types.js';

export const DEMO_RESOURCES: readonly DemoResource[] = LESSONS.flatMap(lessonResources);
