import { join } from 'node:path';
import { DEMO_RESOURCES } from './resources.js';
import type { DemoResource } from './types.js';

export interface DemoFilesOptions {
  /** null: films are left out */
  ffmpegPath: string | null;
  /** an existing directory; the files get plain ASCII names in it */
  directory: string;
  /** a part of the demo; left out: all of it */
  resources?: readonly DemoResource[];
}

export interface MadeFile {
  resourceKey: string;
  /** where the file lies now; whoever takes it may move or remove it */
  path: string;
  /** under what name the teacher uploads it */
  fileName: string;
}

/**
 * Makes the files of the demo one by one, each when it is asked for, in the order of the resources. The same file has
 * the same bytes in every run (films: with the same ffmpeg). Between two files the event loop gets a turn.
 */
export async function* demoFiles(options: DemoFilesOptions): AsyncGenerator<MadeFile> {
  for (const resource of options.resources ?? DEMO_RESOURCES) {
    for (const [index, file] of resource.files.entries()) {
      if (file.kind === 'mp4' && options.ffmpegPath === null) continue;
      const path = join(options.directory, `${resource.key}-${index + 1}.${file.kind}`);
      await file.make(path, { ffmpegPath: options.ffmpegPath });
      yield { resourceKey: resource.key, path, fileName: file.fileName };
    }
  }
}
