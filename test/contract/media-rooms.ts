import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalDocumentTool } from '../../src/platform/media/adapters/document/local-document-tool.js';
import { SharpImageTool } from '../../src/platform/media/adapters/image/sharp-image-tool.js';
import { locateTools } from '../../src/platform/media/adapters/tools/locate.js';
import { ToolLocator } from '../../src/platform/media/adapters/tools/tool-locator.js';
import { FfmpegAudioTool } from '../../src/platform/media/adapters/video/ffmpeg-audio-tool.js';
import { FfmpegVideoTool } from '../../src/platform/media/adapters/video/ffmpeg-video-tool.js';
import { ContentInspector } from '../../src/platform/media/adapters/content-inspector.js';
import type { WorkOptions } from '../../src/platform/media/work.js';
import { ChildProcessRunner } from '../../src/platform/sandbox/adapters/child-process-runner.js';

/** The media room with a scratch directory of its own. */
export interface MediaRoom {
  root: string;
  runner: ChildProcessRunner;
  locator: ToolLocator;
  inspector: ContentInspector;
  documents: LocalDocumentTool;
  images: SharpImageTool;
  videos: FfmpegVideoTool;
  sounds: FfmpegAudioTool;
  /** Puts a file beside the job directories and returns its path. */
  file: (name: string, content: Buffer | string) => Promise<string>;
  /** Runs work in a job directory. */
  job: <T>(work: (options: WorkOptions) => Promise<T>) => Promise<T>;
  remove: () => Promise<void>;
}

/** `bare`: as on a machine where nothing was installed but what npm brings. */
export function mediaRoom(
  options: { namespaces?: boolean; sofficePath?: string; bare?: boolean } = {},
): MediaRoom {
  const root = mkdtempSync(join(tmpdir(), 'lianke-media-'));
  const runner = new ChildProcessRunner({ root: join(root, 'jobs'), namespaces: options.namespaces });
  const paths = { ffmpegPath: null, ffprobePath: null, sofficePath: options.sofficePath ?? null };
  const locator = new ToolLocator(
    { ...paths, cacheDirectory: join(root, 'tools') },
    options.bare ? [] : undefined,
  );
  return {
    root,
    runner,
    locator,
    inspector: new ContentInspector(),
    documents: new LocalDocumentTool(runner, locator),
    images: new SharpImageTool(runner),
    videos: new FfmpegVideoTool(runner, locator),
    sounds: new FfmpegAudioTool(runner, locator),
    file: async (name, content) => {
      const path = join(root, name);
      await writeFile(path, content);
      return path;
    },
    job: (work) => runner.withJobDirectory((directory) => work({ directory, deadlineMs: 60_000 })),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** The programs on this machine, for suites that need them. */
export const tools = await locateTools({
  ffmpegPath: null,
  ffprobePath: null,
  sofficePath: null,
  cacheDirectory: join(tmpdir(), 'lianke-tools'),
});

/** Whether any process still has this text in its command line. */
export async function anyProcessWith(text: string): Promise<boolean> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    const line = await readFile(`/proc/${name}/cmdline`, 'latin1').catch(() => '');
    if (line.includes(text)) return true;
  }
  return false;
}
