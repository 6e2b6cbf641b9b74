import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedOrganization } from '../../src/demo/seed/organization.js';
import { DemoProgress } from '../../src/demo/seed/progress.js';
import type { Actor } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import { ActorService } from '../../src/modules/organization/index.js';
import { Program } from './program.js';

/** A program with the schools and people of the demo, and the note of what was made of the rest. */
export class DemoStage {
  private constructor(
    readonly program: Program,
    readonly progress: DemoProgress,
    private readonly directory: string,
  ) {}

  static async open(): Promise<DemoStage> {
    const program = await Program.open();
    const directory = mkdtempSync(join(tmpdir(), 'lianke-demo-'));
    let progress!: DemoProgress;
    await seedOrganization(program.app, program.clock.now(), (ids) => {
      progress = DemoProgress.begin(join(directory, 'demo.json'), ids);
    });
    return new DemoStage(program, progress, directory);
  }

  /** One of the demo's people, by their key. */
  actor(key: string): Promise<Actor> {
    return this.program.get(ActorService).load(this.progress.ids.people[key]!, newId());
  }

  async close(): Promise<void> {
    await this.program.close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
