import { Logger, Module, type DynamicModule, type OnApplicationBootstrap } from '@nestjs/common';
import { ChildProcessRunner } from './adapters/child-process-runner.js';
import { ToolRunner } from './sandbox.port.js';

/** Gives everybody the {@link ToolRunner}; what jobs of a process that died have left is removed at start. */
@Module({})
export class SandboxModule implements OnApplicationBootstrap {
  private readonly logger = new Logger(SandboxModule.name);

  constructor(private readonly runner: ToolRunner) {}

  /** @param root where job directories are made; best on the same file system as the objects */
  static register(root: string): DynamicModule {
    return {
      module: SandboxModule,
      global: true,
      providers: [{ provide: ToolRunner, useFactory: () => new ChildProcessRunner({ root }) }],
      exports: [ToolRunner],
    };
  }

  onApplicationBootstrap(): void {
    // Nobody waits for it: a film that was being worked on may be large.
    void this.runner.sweep().catch((error: unknown) => this.logger.warn(`Job directories: ${String(error)}`));
  }
}
