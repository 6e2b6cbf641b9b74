import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, chmod, copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { ToolReport } from '../../work.js';

const execute = promisify(execFile);
const requireFrom = createRequire(import.meta.url);

export interface ToolPaths {
  ffmpegPath: string | null;
  ffprobePath: string | null;
  sofficePath: string | null;
  /** where a program from npm may be copied to when it cannot be made executable in place */
  cacheDirectory: string;
}

export interface Located {
  command: string;
  source: 'setting' | 'path' | 'npm';
  version: string;
}

export interface Toolbox {
  ffmpeg: Located | null;
  ffprobe: Located | null;
  soffice: Located | null;
}

/** Where programs are looked for when no setting names them; fixed, since only src/config reads the environment. */
const DIRECTORIES: readonly string[] = [
  ...'/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin:/snap/bin:/usr/lib/libreoffice/program'.split(':'),
  ...['/opt/libreoffice/program', '/Applications/LibreOffice.app/Contents/MacOS'],
  ...(delimiter === ';' ? ['C:\\Program Files\\LibreOffice\\program', 'C:\\ffmpeg\\bin'] : []),
];

async function versionOf(command: string, flag: string): Promise<string | null> {
  try {
    const { stdout } = await execute(command, [flag], {
      timeout: 20_000,
      env: { PATH: DIRECTORIES.join(delimiter), HOME: '/nonexistent', LANG: 'C.UTF-8' },
    });
    return /(?:version |LibreOffice )(\S+)/.exec(stdout)?.[1] ?? stdout.split('\n')[0]!.slice(0, 60);
  } catch {
    return null;
  }
}

async function onPath(name: string, directories: readonly string[]): Promise<string | null> {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  for (const directory of directories) {
    const path = join(directory, file);
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return null;
}

/** The program inside an npm package; its install script, which may not have run, would have made it executable. */
async function fromNpm(packageName: string, cacheDirectory: string): Promise<string | null> {
  let path: string;
  try {
    path = (requireFrom(packageName) as { path: string }).path;
    await access(path);
  } catch {
    return null;
  }
  const executable = (file: string) =>
    access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
  if (await executable(path)) return path;
  if (
    await chmod(path, 0o755).then(
      () => true,
      () => false,
    )
  )
    return path;
  try {
    await mkdir(cacheDirectory, { recursive: true });
    const copy = join(cacheDirectory, basename(path));
    await copyFile(path, copy);
    await chmod(copy, 0o755);
    return copy;
  } catch {
    return null;
  }
}

async function first(
  flag: string,
  candidates: readonly [Located['source'], () => Promise<string | null>][],
): Promise<Located | null> {
  for (const [source, find] of candidates) {
    const command = await find();
    if (command === null) continue;
    const version = await versionOf(command, flag);
    if (version !== null) return { command, source, version };
  }
  return null;
}

/** Finds the programs: a setting, else the usual directories, else what npm ships. A setting that does not work is not replaced in silence. */
export async function locateTools(
  paths: ToolPaths,
  directories: readonly string[] = DIRECTORIES,
): Promise<Toolbox> {
  const find = (
    name: string,
    setting: string | null,
    flag: string,
    npm?: string,
  ): Promise<Located | null> => {
    if (setting !== null) return first(flag, [['setting', () => Promise.resolve(setting)]]);
    const candidates: [Located['source'], () => Promise<string | null>][] = [
      ['path', () => onPath(name, directories)],
    ];
    if (npm !== undefined) candidates.push(['npm', () => fromNpm(npm, paths.cacheDirectory)]);
    return first(flag, candidates);
  };
  const [ffmpeg, ffprobe, soffice] = await Promise.all([
    find('ffmpeg', paths.ffmpegPath, '-version', '@ffmpeg-installer/ffmpeg'),
    find('ffprobe', paths.ffprobePath, '-version', '@ffprobe-installer/ffprobe'),
    find('soffice', paths.sofficePath, '--version'),
  ]);
  return { ffmpeg, ffprobe, soffice };
}

const COSTS = {
  ffmpegMissing: {
    zh: '没有 ffmpeg：视频和音频只能下载，不能在线播放。',
    en: 'ffmpeg is missing: videos and sounds can be downloaded but not played here.',
  },
  ffmpegOld: {
    zh: '正在使用 npm 附带的旧版 ffmpeg，仅供试用；正式使用请安装系统的 ffmpeg。',
    en: 'The old ffmpeg that npm ships is in use, for trying out only; install the system’s ffmpeg for real use.',
  },
  sofficeMissing: {
    zh: '没有 LibreOffice：Office 文件只提取文字，没有页面预览。',
    en: 'LibreOffice is missing: of Office files only the text is shown and searched, without pages.',
  },
} as const;

/** What is in use, and what is missing and costs. */
export function reportTools(tools: Toolbox, libraries: { mupdf: string; sharp: string }): ToolReport[] {
  const line = (
    name: ToolReport['name'],
    tool: Located | null,
    missing: ToolReport['costs'][number],
  ): ToolReport => ({
    name,
    source: tool?.source ?? null,
    command: tool?.command ?? null,
    version: tool?.version ?? null,
    costs: tool === null ? [missing] : tool.source === 'npm' ? [COSTS.ffmpegOld] : [],
  });
  const library = (name: 'mupdf' | 'sharp', version: string): ToolReport => ({
    name,
    source: 'npm',
    command: null,
    version,
    costs: [],
  });
  return [
    line('ffmpeg', tools.ffmpeg, COSTS.ffmpegMissing),
    line('ffprobe', tools.ffprobe, COSTS.ffmpegMissing),
    line('soffice', tools.soffice, COSTS.sofficeMissing),
    library('mupdf', libraries.mupdf),
    library('sharp', libraries.sharp),
  ];
}
