import { Command, CommanderError } from 'commander';
import { sentence } from './failure.js';
import { say } from './words.js';

const DRY = say({ zh: '只检查，不改动', en: 'only look; change nothing' });

/** Commander's own words in Chinese. */
const TITLES: Record<string, string> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};
const COMPLAINTS: [RegExp, string][] = [
  [/^error: unknown command '(.*)'.*$/s, '没有“$1”这个命令：lianke --help 列出所有命令。'],
  [/^error: unknown option '(.*)'.*$/s, '没有“$1”这个选项：加 --help 查看所有选项。'],
  [/^error: missing required argument '(.*)'.*$/s, '缺少参数 $1：加 --help 查看用法。'],
  [/^error: required option '(.*)' not specified.*$/s, '缺少选项 $1：加 --help 查看用法。'],
  [/^error: too many arguments.*$/s, '参数太多：加 --help 查看用法。'],
];

/**
 * Each command is loaded when it is called, so that `--help` answers at once. What goes wrong is said in one sentence
 * on standard error, with exit code 1.
 */
export async function runProgram(argv: readonly string[]): Promise<void> {
  endWithReader(process.stdout);
  try {
    await program().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode;
      return;
    }
    // What a start that was refused half-way has opened, connections above all, would keep the process for ever.
    process.stderr.write(`lianke: ${sentence(error)}\n`, () => process.exit(1));
  }
}

/** Whoever reads us, such as `head`, may have read enough: then there is nobody left to write to. */
function endWithReader(output: NodeJS.WriteStream): void {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

function program(): Command {
  const lianke = translated(new Command('lianke'))
    .description(
      say({
        zh: '联课的管理命令。数据在哪里、用哪些驱动，由与服务器相同的环境变量决定（DATA_DIR、DATABASE_DRIVER……）。',
        en: 'Administers Lianke. Where the data is and which drivers are used is read from the same environment variables as the server’s (DATA_DIR, DATABASE_DRIVER …).',
      }),
    )
    .showHelpAfterError(false);
  const command = (name: string, zh: string, en: string) =>
    translated(lianke.command(name)).description(say({ zh, en }));

  command('migrate', '把数据库更新到这个版本的结构', 'bring the database to the form of this version').action(
    async () => (await import('./migrate.js')).migrate(),
  );
  command(
    'create-admin',
    '新建管理员；在空的系统里同时建立集团和核心校',
    'make an administrator; in an empty installation the group and its core school too',
  )
    .option('--group <name>', say({ zh: '集团名称', en: 'name of the group' }))
    .option(
      '--school <name>',
      say({ zh: '核心校名称（仅第一次）', en: 'name of its core school (first time only)' }),
    )
    .option('--login <name>', say({ zh: '登录名', en: 'login name' }))
    .option('--name <name>', say({ zh: '姓名', en: 'full name' }))
    .option(
      '--password-stdin',
      say({ zh: '从标准输入读取密码', en: 'read the password from standard input' }),
    )
    .action(async (options: object) => (await import('./create-admin.js')).createAdmin(options));
  command(
    'reindex',
    '重建搜索索引，期间搜索照常可用',
    'fill a new search index; searches are answered meanwhile',
  )
    .option('--offline', say({ zh: '服务器已停止，由本命令重建', en: 'the server is stopped: do it here' }))
    .action(async (options: object) => (await import('./reindex.js')).reindex(options));
  command(
    'sweep',
    '核对数据库记录与存储的文件，默认只检查',
    'compare rows and stored objects both ways; only looks unless told otherwise',
  )
    .option('--apply', say({ zh: '真正清理', en: 'clean up' }))
    .action(async (options: object) => (await import('./sweep.js')).sweep(options));
  command(
    'backup',
    '把数据行和文件备份到一个目录，服务器可以继续运行',
    'copy rows and files into a folder; the server may go on running',
  )
    .argument('<folder>', say({ zh: '目录', en: 'the folder' }))
    .option('--dry-run', DRY)
    .action(async (folder: string, options: object) =>
      (await import('./transfer/backup.js')).backup(folder, options),
    );
  command(
    'restore',
    '把备份恢复到一个空的系统，可以换用别的驱动',
    'fill an empty installation from a backup, whatever drivers it uses',
  )
    .argument('<folder>', say({ zh: '备份的目录', en: 'the folder of the backup' }))
    .option('--dry-run', DRY)
    .action(async (folder: string, options: object) =>
      (await import('./transfer/restore.js')).restore(folder, options),
    );
  command(
    'move',
    '把已停止的系统搬到别的数据库、存储、搜索或队列，也可以搬回',
    'take a stopped installation to another database, storage, search or queue, and back',
  )
    .requiredOption(
      '--to <file>',
      say({ zh: '目标的设置，每行一个 KEY=value', en: 'settings of where it goes, one KEY=value a line' }),
    )
    .option('--dry-run', DRY)
    .action(async (options: { to: string }) => (await import('./transfer/move.js')).move(options));
  command(
    'doctor',
    '检查驱动、工具、隔离、数据和索引，说明缺什么、有何影响',
    'examine drivers, tools, isolation, data and index; say what is missing and what that costs',
  )
    .option(
      '--fix',
      say({ zh: '设置对象存储的 CORS', en: 'set the object store’s CORS where it is missing' }),
    )
    .action(async (options: object) => (await import('./doctor.js')).doctor(options));
  command('mail-test', '寄一封测试邮件', 'send one mail, to see that it arrives')
    .argument('<address>', say({ zh: '寄到哪个地址', en: 'where to' }))
    .action(async (address: string) => (await import('./mail-test.js')).mailTest(address));
  const audit = command('audit', '审计记录：核验与导出', 'the audit record: verify it, export it');
  translated(audit.command('verify'))
    .description(
      say({
        zh: '核验整条哈希链；发现改动时以错误结束',
        en: 'walk the whole chain of hashes; fails where something was changed',
      }),
    )
    .option(
      '--kept <link>',
      say({
        zh: '以前抄下的一环（序号:哈希），用来发现末尾被截断',
        en: 'a link written down earlier (number:hash): shows whether the end was cut off since',
      }),
    )
    .action(async (options: object) => (await import('./audit.js')).verifyAudit(options));
  translated(audit.command('export'))
    .description(
      say({ zh: '把审计记录以 CSV 写到标准输出', en: 'write the audit record to standard output as CSV' }),
    )
    .option('--from <time>', say({ zh: '从何时起（ISO 8601）', en: 'from when on (ISO 8601)' }))
    .option(
      '--until <time>',
      say({ zh: '到何时止，不含（ISO 8601）', en: 'until when, exclusive (ISO 8601)' }),
    )
    .option('--action <name>', say({ zh: '只要这种行为', en: 'only this action' }))
    .action(async (options: object) => (await import('./audit.js')).exportAudit(options));
  command(
    'demo',
    '启动演示：六所学校、约两百份资源，数据单独存放在 ./data/demo',
    'start the demonstration: six schools, about two hundred resources, in a folder of its own (./data/demo)',
  ).action(async () => (await import('./demo.js')).demo());
  return lianke;
}

/** Help and complaints in the language of the terminal; thrown instead of ending the process. */
function translated(command: Command): Command {
  return command
    .exitOverride()
    .helpOption('-h, --help', say({ zh: '显示帮助', en: 'show this help' }))
    .helpCommand(false)
    .configureHelp({ styleTitle: (title) => say({ zh: TITLES[title] ?? title, en: title }) })
    .configureOutput({
      outputError: (text, write) => {
        const english = text.replace(/^error: /, '').trim();
        const zh = COMPLAINTS.find(([pattern]) => pattern.test(text.trim()));
        write(`lianke: ${say({ zh: zh ? text.trim().replace(...zh) : english, en: english })}\n`);
      },
    });
}
