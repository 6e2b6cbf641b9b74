import { Injectable } from '@nestjs/common';
import { MINUTE } from '../../kernel/clock.js';
import { AudioTool } from '../../platform/media/index.js';
import type { JobContext } from '../../platform/queue/index.js';
import { RenderingRuns } from './rendering-run.js';

const RECIPE = 1;
const DEADLINE_MS = 25 * MINUTE;

/** Sounds become one file that every browser plays. */
@Injectable()
export class SoundProcessor {
  constructor(
    private readonly runs: RenderingRuns,
    private readonly tool: AudioTool,
  ) {}

  run(sha256: string, context: JobContext): Promise<void> {
    return this.runs.run(sha256, context, 'fresh', async (run) => {
      const result = await this.tool.render(
        { path: run.local.path, extension: run.blob.extension },
        run.work(DEADLINE_MS),
      );
      await run.put('audio.m4a', { path: result.path }, result.mime);
      const details = { playable: true, duration: result.durationMs / 1000 };
      await run.finish({ state: 'ready', progress: 1, recipe: RECIPE, details }, null);
    });
  }
}
