import { once } from 'node:events';
import { loadSettings } from '../config/settings.js';
import {
  auditCsv,
  AuditReader,
  AuditSealer,
  EVERYTHING,
  type AuditVerdict,
} from '../platform/audit/index.js';
import { requireInstalled, withInstallation } from './installation.js';
import { CliError, say, type Text } from './words.js';

const FAULTS: Record<AuditVerdict['faults'][number]['fault'], Text> = {
  hash: {
    zh: '内容与哈希不符：这一条或它之前的被改过',
    en: 'does not fit its hash: it or what is before it was changed',
  },
  gap: { zh: '前面缺了一环或几环', en: 'links before it are missing' },
  entry_missing: { zh: '记录被删除', en: 'its entry was deleted' },
  unsealed: { zh: '有绕过程序写入的记录', en: 'there are entries that were written past the program' },
  cut: {
    zh: '抄下的那一环不在链上：末尾被截断或整条链被重做',
    en: 'the link kept elsewhere is not in the chain: its end was cut off, or it was made anew',
  },
};

/** Walks the chain; fails with exit code 1 where it does not hold. */
export async function verifyAudit({ kept }: { kept?: string }): Promise<void> {
  const link = kept === undefined ? null : keptLink(kept);
  const settings = loadSettings();
  requireInstalled(settings);
  await withInstallation(settings, async (installation) => {
    const { sealed, head, faults, unsealed } = await installation.get(AuditSealer).verify(link);
    console.log(say({ zh: `已核验 ${sealed} 环。`, en: `${sealed} links checked.` }));
    if (head)
      console.log(
        say({ zh: `最后一环：${head.seq}:${head.hash}`, en: `newest link: ${head.seq}:${head.hash}` }),
      );
    const since = unsealed.oldestAt === null ? '' : new Date(unsealed.oldestAt).toISOString();
    console.log(
      unsealed.count === 0
        ? say({ zh: '没有等待封存的记录。', en: 'No entry waits for its seal.' })
        : say({
            zh: `${unsealed.count} 条记录还没有封存（最早 ${since}），以上核验不包括它们。`,
            en: `${unsealed.count} entries are not sealed yet (oldest ${since}); what was checked does not cover them.`,
          }),
    );
    for (const { seq, fault } of faults)
      console.log(`${seq === null ? '' : `${seq}: `}${say(FAULTS[fault])}`);
    if (faults.length > 0)
      throw new CliError({ zh: '审计记录不完整。', en: 'The audit record is not whole.' });
    console.log(say({ zh: '审计记录完整。', en: 'The audit record is whole.' }));
  });
}

/** Writes entries to standard output as CSV, newest first. */
export async function exportAudit(options: {
  from?: string;
  until?: string;
  action?: string;
}): Promise<void> {
  const from = options.from === undefined ? {} : { from: instant(options.from) };
  const until = options.until === undefined ? {} : { until: instant(options.until) };
  const action = options.action === undefined ? {} : { action: options.action };
  const settings = loadSettings();
  requireInstalled(settings);
  await withInstallation(settings, async (installation) => {
    const batches = installation.get(AuditReader).all({ ...from, ...until, ...action }, EVERYTHING);
    for await (const text of auditCsv(batches, { addresses: true }))
      if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  });
}

function keptLink(text: string): { seq: number; hash: string } {
  const match = /^(\d{1,10}):([0-9a-f]{64})$/.exec(text);
  if (!match)
    throw new CliError({
      zh: '--kept 的写法是“序号:哈希”，照 lianke audit verify 打印的那样。',
      en: '--kept is number:hash, as lianke audit verify prints it.',
    });
  return { seq: Number(match[1]), hash: match[2]! };
}

function instant(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new CliError({ zh: `“${text}”不是时间。`, en: `“${text}” is no time.` });
  return at;
}
