import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { Settings } from '../config/settings.js';
import { ResourceSources } from '../modules/resources/index.js';
import { Database } from '../platform/database/database.port.js';
import { MediaModule, MediaTools, ToolRunner, type IsolationReport } from '../platform/media/index.js';
import { OutboxRepository } from '../platform/queue/index.js';
import { inspectSearch } from '../platform/search/search.module.js';
import type { Findings } from './findings.js';
import { withInstallation, type Installation } from './installation.js';

const PAGE = 500;

/** Looks at the jobs and the index of an installation whose database is up to date. */
export async function checkInstallation(findings: Findings, settings: Settings): Promise<void> {
  await withInstallation(settings, async (installation) => {
    await jobs(findings, installation);
    await searchIndex(findings, settings, installation);
  });
}

/** Looks at the programs that work on files, and at what keeps them in their place. */
export async function checkTools(findings: Findings, settings: Settings): Promise<void> {
  findings.section({ zh: '工具', en: 'Tools' });
  // Trying out the isolation wants a directory; the data directory may not exist, and is not to be touched.
  const directory = await mkdtemp(join(tmpdir(), 'lianke-doctor-'));
  const media = MediaModule.register({ media: settings.media, dataDir: directory });
  const app = await NestFactory.createApplicationContext(media, { logger: false, abortOnError: false });
  try {
    for (const { name, version, command, costs } of await app.get(MediaTools).describe()) {
      const found = `${name} ${version ?? ''}${command === null ? '' : ` (${command})`}`;
      if (version !== null) findings.good({ zh: found, en: found });
      for (const cost of costs) findings.warn(cost);
    }
    isolation(findings, await app.get(ToolRunner, { strict: false }).describe());
  } finally {
    await app.close();
    await rm(directory, { recursive: true, force: true });
  }
}

async function jobs(findings: Findings, installation: Installation): Promise<void> {
  const { open, dead } = await installation.get(OutboxRepository).counts(installation.get(Database).reader);
  findings.good({ zh: `${open} 项任务等待处理。`, en: `${open} jobs are waiting or running.` });
  if (dead > 0)
    findings.warn({
      zh: `${dead} 项任务多次失败后已放弃，原因见服务器日志。`,
      en: `${dead} jobs were given up after failing repeatedly; the server’s log says why.`,
    });
}

async function searchIndex(
  findings: Findings,
  settings: Settings,
  installation: Installation,
): Promise<void> {
  const index = await inspectSearch(settings.search);
  if (index === null) {
    findings.note({
      zh: '还没有搜索索引：服务器启动时会建立。',
      en: 'There is no search index yet: the server makes it when it starts.',
    });
    return;
  }
  const sources = installation.get(ResourceSources);
  let published = 0;
  let behind = 0;
  for await (const ids of sources.published(PAGE)) {
    published += ids.length;
    for (const { record, indexRev } of await sources.read(ids)) {
      if ((index.documents.get(record.id) ?? -1) < indexRev) behind += 1;
      index.documents.delete(record.id);
    }
  }
  const surplus = index.documents.size;
  if (behind + surplus === 0)
    findings.good({
      zh: `搜索索引与数据库一致：${published} 份资源。`,
      en: `The search index is in step with the database: ${published} resources.`,
    });
  else
    findings.warn({
      zh: `搜索索引落后：${published} 份已发布资源中有 ${behind} 份待更新，另有 ${surplus} 份待移除。若一直如此，请运行 lianke reindex。`,
      en: `The search index is behind: of ${published} published resources ${behind} are to be brought up to date, and ${surplus} others removed. If it stays so, run lianke reindex.`,
    });
}

function isolation(findings: Findings, { level, guards, missing }: IsolationReport): void {
  const levels = {
    namespaces: { zh: '处理文件的工具在隔离环境中运行', en: 'Tools that open files run in isolation' },
    guards: { zh: '处理文件的工具只受资源限制', en: 'Tools that open files run under limits only' },
    none: { zh: '处理文件的工具没有隔离', en: 'Tools that open files run without isolation' },
  }[level];
  const text = {
    zh: `${levels.zh}（${level}：${guards.map(({ zh }) => zh).join('；')}）。`,
    en: `${levels.en} (${level}: ${guards.map(({ en }) => en).join(', ')}).`,
  };
  if (level === 'namespaces') findings.good(text);
  else findings.warn(text);
  for (const lack of missing) findings.warn(lack);
}
