import { Injectable } from '@nestjs/common';
import { MINUTE } from '../../kernel/clock.js';
import { ImageTool } from '../../platform/media/index.js';
import type { JobContext } from '../../platform/queue/index.js';
import { RenderingRuns } from './rendering-run.js';

const RECIPE = 1;
const DEADLINE_MS = 2 * MINUTE;

/** Pictures become previews, drawn anew: nothing that the camera wrote into them is left. */
@Injectable()
export class ImageProcessor {
  constructor(
    private readonly runs: RenderingRuns,
    private readonly tool: ImageTool,
  ) {}

  run(sha256: string, context: JobContext): Promise<void> {
    return this.runs.run(sha256, context, 'fresh', async (run) => {
      const result = await this.tool.render(
        { path: run.local.path, extension: run.blob.extension },
        run.work(DEADLINE_MS),
      );
      await run.put('image.webp', { path: result.large.path }, 'image/webp');
      await run.put('thumbnail.webp', { path: result.thumbnail.path }, 'image/webp');
      const details = { image: true, thumbnail: true, aspect: result.width / result.height };
      await run.finish({ state: 'ready', progress: 1, recipe: RECIPE, details }, null);
    });
  }
}
