import type { AddressInfo } from 'node:net';
import type { INestApplicationContext } from '@nestjs/common';
import { loadSettings, type Settings } from '../config/settings.js';
import { DemoSeed, NotADemoError, type SeedNews } from '../demo/seed/demo-seed.js';
import { startHttp } from '../start.js';
import { welcome } from './demo-welcome.js';
import { CliError, language } from './words.js';

const DATA_DIR = './data/demo';
const TELL_EVERY = 20;

/**
 * Starts a demonstration in a data directory of its own: its people can log in as soon as the page answers, its
 * resources come in visibly afterwards.
 */
export async function demo(): Promise<void> {
  const settings = loadSettings({}, { DATA_DIR, LOG_LEVEL: 'warn' });
  const app = await startHttp(
    settings,
    undefined,
    async (starting) => void (await prepare(starting, settings)),
  );
  const seed = await prepare(app, settings);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => seed.stop());
  const address = app.getHttpServer().address() as AddressInfo;
  console.log(welcome(settings.http.publicUrl, settings.dataDir, seed.missing.length > 0));
  await fill(seed, originOf(address));
}

/** The demo's organisation and accounts are there when this resolves. */
async function prepare(app: INestApplicationContext, settings: Settings): Promise<DemoSeed> {
  const seed = new DemoSeed(app, settings.dataDir);
  try {
    await seed.prepare();
    return seed;
  } catch (error) {
    if (!(error instanceof NotADemoError)) throw error;
    throw new CliError({
      zh: `${settings.dataDir} 是一个真实的系统，演示不会写入其中：请用 DATA_DIR 指定另一个目录。`,
      en: `${settings.dataDir} holds a real installation, which the demo leaves alone: name another folder with DATA_DIR.`,
    });
  }
}

async function fill(seed: DemoSeed, origin: string): Promise<void> {
  if (seed.missing.length > 0) {
    const news = await seed.fill(origin, ({ done, all }) => {
      if (done % TELL_EVERY === 0) tell(`资源上传中 ${done}/${all}`, `${done} of ${all} resources uploaded`);
    });
    report(news);
  }
  tellFailed(await seed.collect());
  if (await seed.processed()) tell('全部资源处理完毕。', 'Everything has been processed.');
}

function report({ done, all, failed, withoutFfmpeg }: SeedNews): void {
  tellFailed(failed);
  if (withoutFfmpeg > 0)
    tell(
      `没有 ffmpeg，${withoutFfmpeg} 个微课视频没有制作；安装后再次启动即可补上。`,
      `Without ffmpeg ${withoutFfmpeg} films were not made; start again once it is installed.`,
    );
  if (done + failed.size + withoutFfmpeg === all)
    tell(
      `${done} 份资源已上传，页面和视频仍在生成……`,
      `${done} resources uploaded; pages and videos are still being made …`,
    );
}

/** The reasons for what was not made, by key. */
function tellFailed(failed: ReadonlyMap<string, string>): void {
  for (const [key, reason] of failed) process.stderr.write(`  ${key}: ${reason}\n`);
}

function tell(zh: string, en: string): void {
  console.log(language === 'zh' ? `  ${zh}  ${en}` : `  ${en}  ${zh}`);
}

/** The server as it is reached from this very machine. */
function originOf({ address, family, port }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://localhost:${port}`;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
