import { Module, type DynamicModule } from '@nestjs/common';
import { ChildProcessRunner } from './adapters/child-process-runner.js';
import { ToolRunner } from './sandbox.port.js';

/** Gives everybody the {@link ToolRunner}. */
@Module({})
export class SandboxModule {
  /** @param root where job directories are made; best on the same file system as the objects */
  static register(root: string): DynamicModule {
    return {
      module: SandboxModule,
      global: true,
      providers: [{ provide: ToolRunner, useFactory: () => new ChildProcessRunner({ root }) }],
      exports: [ToolRunner],
    };
  }
}
