import { access, constants, statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { SCHEMA } from '../app.module.js';
import { maskSettings } from '../config/mask.js';
import { loadSettings, type Settings } from '../config/settings.js';
import { SystemClock } from '../kernel/clock.js';
import { StartRefused } from '../kernel/errors.js';
import { openDatabase } from '../platform/database/database.module.js';
import { openMailer } from '../platform/mail/index.js';
import { examineQueue } from '../platform/queue/index.js';
import { inspectSearch } from '../platform/search/search.module.js';
import { examineStorage } from '../platform/storage/storage.module.js';
import { Findings } from './findings.js';
import { checkInstallation, checkTools } from './doctor-checks.js';
import { isInstalled } from './installation.js';
import { say } from './words.js';

const GIB = 1024 ** 3;
const LITTLE_ROOM = 5 * GIB;
const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

/** Says what is in use, what is missing and what that costs. Changes nothing, unless `fix`: then what it knows how to mend. Exit code 1 when something is broken. */
export async function doctor({ fix = false }: { fix?: boolean } = {}): Promise<void> {
  const settings = loadSettings();
  const findings = new Findings();
  console.log(
    say({ zh: `联课 ${version}`, en: `Lianke ${version}` }) +
      ` · Node ${process.version} · ${process.platform} ${process.arch}`,
  );
  drivers(findings, settings);
  await dataDirectory(findings, settings);
  await objectStore(findings, settings, fix);
  await services(findings, settings);
  if (!isInstalled(settings))
    findings.note({
      zh: '还没有数据库：第一次启动时会自动建立。',
      en: 'There is no database yet: the first start makes it.',
    });
  else await installation(findings, settings);
  await checkTools(findings, settings);
  findings.section({ zh: '设置', en: 'Settings' });
  console.log(JSON.stringify(maskSettings(settings), null, 2).replace(/^/gm, '  '));
  findings.conclude();
}

/** What cannot even be opened is a finding like others: the examination goes on with the tools. */
async function installation(findings: Findings, settings: Settings): Promise<void> {
  await reporting(findings, async () => {
    if (await schemaIsCurrent(findings, settings)) await checkInstallation(findings, settings);
  });
}

/** Whether the servers that the settings name beside the database answer, also where nothing is installed yet. */
async function services(findings: Findings, { queue, search, mail }: Settings): Promise<void> {
  if (queue.driver === 'bullmq')
    await reporting(findings, async () => {
      await examineQueue(queue, new SystemClock());
      findings.good({ zh: 'Redis 可以使用。', en: 'Redis can be used.' });
    });
  if (search.driver === 'meilisearch')
    await reporting(findings, async () => {
      await inspectSearch(search);
      findings.good({ zh: 'Meilisearch 可以使用。', en: 'Meilisearch can be used.' });
    });
  await reporting(findings, async () => {
    const mailer = await openMailer(mail);
    const { level, text } = await mailer.examine().finally(() => mailer.close());
    findings[level](text);
  });
}

async function reporting(findings: Findings, look: () => Promise<void>): Promise<void> {
  try {
    await look();
  } catch (error) {
    if (error instanceof StartRefused) return findings.bad(error.text);
    const reason = error instanceof Error ? error.message : String(error);
    findings.bad({ zh: `无法打开：${reason}`, en: `It cannot be opened: ${reason}` });
  }
}

function drivers(findings: Findings, { database, storage, search, queue, mail, http }: Settings): void {
  findings.section({ zh: '驱动', en: 'Drivers' });
  findings.fact({ zh: '数据库', en: 'database' }, database.driver);
  findings.fact({ zh: '文件存储', en: 'storage' }, storage.driver);
  findings.fact({ zh: '搜索', en: 'search' }, search.driver);
  findings.fact({ zh: '任务队列', en: 'queue' }, queue.driver);
  findings.fact({ zh: '邮件', en: 'mail' }, mail.driver);
  findings.fact({ zh: '地址', en: 'address' }, http.publicUrl);
  if (http.contentOrigin) findings.fact({ zh: '内容地址', en: 'content address' }, http.contentOrigin);
}

async function dataDirectory(findings: Findings, { dataDir }: Settings): Promise<void> {
  findings.section({ zh: '数据', en: 'Data' });
  const writable = await access(dataDir, constants.W_OK).then(
    () => true,
    (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? null : false),
  );
  if (writable === null) {
    findings.note({ zh: `${dataDir} 还不存在。`, en: `${dataDir} does not exist yet.` });
    return;
  }
  findings.check(
    writable,
    { zh: `${dataDir} 可以写入。`, en: `${dataDir} can be written to.` },
    { zh: `${dataDir} 不能写入。`, en: `${dataDir} cannot be written to.` },
  );
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const amount = `${(free / GIB).toFixed(1)} GiB`;
  if (free < LITTLE_ROOM)
    findings.warn({ zh: `磁盘只剩 ${amount}。`, en: `Only ${amount} are free on the disk.` });
  else findings.good({ zh: `磁盘剩余 ${amount}。`, en: `${amount} are free on the disk.` });
}

async function objectStore(findings: Findings, settings: Settings, fix: boolean): Promise<void> {
  for (const { level, text } of await examineStorage(settings, { fix })) findings[level](text);
}

async function schemaIsCurrent(findings: Findings, settings: Settings): Promise<boolean> {
  const database = await openDatabase(settings.database, SCHEMA);
  try {
    const missing = (await database.schemaDifference()).length;
    findings.check(
      missing === 0,
      { zh: '数据库结构是最新的。', en: 'The form of the database is up to date.' },
      {
        zh: '数据库结构与程序不一致：请运行 lianke migrate。',
        en: 'The form of the database is not this program’s: run lianke migrate.',
      },
    );
    return missing === 0;
  } finally {
    await database.close();
  }
}
