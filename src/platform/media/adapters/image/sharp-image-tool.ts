import { AppError } from '../../../../kernel/errors.js';
import { runNodeWorker, workerEntry } from '../../../sandbox/node-worker.js';
import type { ToolRunner } from '../../../sandbox/sandbox.port.js';
import type { ImageResult, ImageSource } from '../../image.port.js';
import { ImageTool } from '../../image.port.js';
import type { WorkOptions } from '../../work.js';
import { MAX_PIXELS } from './image-limits.js';
import { toolFailure } from '../failures.js';
import type { ImageWorkerMessage } from './image-worker.protocol.js';

const MIB = 1024 * 1024;

/** Pictures through libvips, in a process of its own for every picture. */
export class SharpImageTool extends ImageTool {
  constructor(private readonly runner: ToolRunner) {
    super();
  }

  async render(source: ImageSource, options: WorkOptions): Promise<ImageResult> {
    let result: ImageResult | null = null;
    try {
      await runNodeWorker(this.runner, {
        script: workerEntry(import.meta.url, 'image.worker.js'),
        input: {
          path: source.path,
          extension: source.extension,
          directory: options.directory,
          maxPixels: MAX_PIXELS,
        },
        directory: options.directory,
        readOnlyPaths: [source.path],
        deadlineMs: options.deadlineMs,
        maxMemoryBytes: 1024 * MIB,
        signal: options.signal,
        onMessage: (received) => {
          const message = received as ImageWorkerMessage;
          if (message.type === 'refused') throw new AppError(message.why, { extension: source.extension });
          const { width, height, large, thumbnail } = message;
          result = { width, height, large, thumbnail };
        },
      });
    } catch (error) {
      throw toolFailure(error, 'media_damaged');
    }
    if (result === null) throw new AppError('media_damaged');
    options.onProgress?.(1);
    return result;
  }
}
