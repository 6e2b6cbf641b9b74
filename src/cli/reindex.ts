import { setTimeout as sleep } from 'node:timers/promises';
import { loadSettings, type Settings } from '../config/settings.js';
import { rebuildIndex, ResourceIndexer } from '../modules/discovery/index.js';
import { Database } from '../platform/database/database.port.js';
import { Outbox, OutboxRepository } from '../platform/queue/index.js';
import { requireInstalled, withInstallation, type Installation } from './installation.js';
import { CliError, say } from './words.js';

const POLL_MS = 250;
/** A server takes a waiting job up within a second; by then it is busy or not there. */
const PATIENCE_MS = 5_000;

/**
 * Fills a new search index beside the one in use. The index belongs to the server's process, so the work is asked of
 * it as a job and waited for; with `offline` it is done here, which wants the server stopped.
 */
export async function reindex({ offline = false }: { offline?: boolean }): Promise<void> {
  const settings = loadSettings();
  requireInstalled(settings);
  await withInstallation(settings, (installation) =>
    offline ? rebuildHere(installation, settings) : rebuildThere(installation, settings),
  );
}

async function rebuildHere(installation: Installation, settings: Settings): Promise<void> {
  if (await serverAnswers(settings))
    throw new CliError({
      zh: '服务器正在运行：请先停止它，或去掉 --offline，由服务器自己重建。',
      en: 'The server is running: stop it first, or leave out --offline and let it do the work.',
    });
  const { documents } = await installation.get(ResourceIndexer).rebuild({ onProgress: progress });
  finished(documents);
}

async function rebuildThere(installation: Installation, settings: Settings): Promise<void> {
  const database = installation.get(Database);
  const outbox = installation.get(Outbox);
  const jobs = installation.get(OutboxRepository);
  const id = await database.transaction((tx) => outbox.add(tx, rebuildIndex, {}));
  const began = Date.now();
  const tick = (text: string) => progressLine(`${text} ${Math.round((Date.now() - began) / 1000)} s`);
  for (;;) {
    await sleep(POLL_MS);
    const job = await jobs.find(database.reader, id);
    if (job === null || job.state === 'done') break;
    if (job.state === 'dead')
      throw new CliError({
        zh: `索引没有建成：${job.lastError ?? ''}`,
        en: `The index could not be built: ${job.lastError ?? ''}`,
      });
    if (job.attemptId !== null) tick(say({ zh: '服务器正在重建索引……', en: 'The server is rebuilding …' }));
    else if (Date.now() - began > PATIENCE_MS && !(await serverAnswers(settings))) return later();
    else tick(say({ zh: '等待服务器……', en: 'Waiting for the server …' }));
  }
  finished(null);
}

/** Nobody is there to do it: the job waits. */
function later(): void {
  progressLine('');
  console.log(
    say({
      zh: '现在没有服务器在运行：它下次启动时会重建索引。也可以立即用 lianke reindex --offline 重建。',
      en: 'No server is running: the index will be rebuilt when it starts. To do it now: lianke reindex --offline.',
    }),
  );
}

function progress(documents: number): void {
  progressLine(say({ zh: `已写入 ${documents} 份资源`, en: `${documents} resources so far` }));
}

function finished(documents: number | null): void {
  progressLine('');
  const count =
    documents === null ? { zh: '', en: '' } : { zh: `：${documents} 份资源`, en: `: ${documents} resources` };
  console.log(say({ zh: `搜索索引已重建${count.zh}。`, en: `The search index was rebuilt${count.en}.` }));
}

/** Shown only to people: a line that replaces the one before. */
function progressLine(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${text}`);
}

async function serverAnswers({ http }: Settings): Promise<boolean> {
  const host = ['0.0.0.0', '::'].includes(http.host) ? '127.0.0.1' : http.host;
  const answer = await fetch(`http://${host.includes(':') ? `[${host}]` : host}:${http.port}/health/live`, {
    signal: AbortSignal.timeout(2_000),
  }).catch(() => null);
  return answer?.ok ?? false;
}
