import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const ids = z.record(z.string(), z.string());
const progressFile = z.object({
  version: z.literal(1),
  /** rows by the keys of src/demo/organization.ts */
  ids: z.object({ groups: ids, schools: ids, departments: ids, people: ids }),
  /** by key of a demo resource: begun, made (with its id), or done */
  resources: z.record(z.string(), z.object({ id: z.string().nullable(), done: z.boolean() })),
});

export type DemoIds = z.infer<typeof progressFile>['ids'];

/** How far the filling of a demo installation has come: a file in its data directory, whole at any moment. */
export class DemoProgress {
  private constructor(
    private readonly path: string,
    private readonly state: z.infer<typeof progressFile>,
  ) {}

  static begin(path: string, made: DemoIds): DemoProgress {
    const progress = new DemoProgress(path, { version: 1, ids: made, resources: {} });
    progress.save();
    return progress;
  }

  /** Null where no demo has begun. */
  static read(path: string): DemoProgress | null {
    try {
      return new DemoProgress(path, progressFile.parse(JSON.parse(readFileSync(path, 'utf8'))));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  get ids(): DemoIds {
    return this.state.ids;
  }

  isDone(key: string): boolean {
    return this.state.resources[key]?.done ?? false;
  }

  /** The resource that was made for the key; null when it was begun, so that it may or may not have been made. */
  made(key: string): string | null | undefined {
    return this.state.resources[key]?.id;
  }

  note(key: string, id: string | null, done = false): void {
    this.state.resources[key] = { id, done };
    this.save();
  }

  private save(): void {
    writeFileSync(`${this.path}.new`, JSON.stringify(this.state));
    renameSync(`${this.path}.new`, this.path);
  }
}
