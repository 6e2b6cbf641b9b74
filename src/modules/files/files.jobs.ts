import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DAY } from '../../kernel/clock.js';
import { Scheduler } from '../../platform/queue/index.js';
import { FileSweep } from './file-sweep.js';

/** What happens to files by itself. */
@Injectable()
export class FilesJobs implements OnModuleInit {
  private readonly log = new Logger('Files');

  constructor(
    private readonly scheduler: Scheduler,
    private readonly sweep: FileSweep,
  ) {}

  onModuleInit(): void {
    this.scheduler.every('files.sweep', DAY, async (signal) => {
      const { missingObjects } = await this.sweep.run(true, signal);
      if (missingObjects.length > 0)
        this.log.error(
          `${missingObjects.length} stored files are missing or of another size; lianke doctor lists them`,
        );
    });
  }
}
