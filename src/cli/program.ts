import { Command, CommanderError } from 'commander';
import { sentence } from './failure.js';
import { say } from './words.js';

/** Commander's own words in Chinese. */
const TITLES: Record<string, string> = { 'Usage:': '用法：', 'Options:': '选项：', 'Commands:': '命令：' };
const COMPLAINTS: [RegExp, string][] = [
  [/^error: unknown command '(.*)'.*$/s, '没有“$1”这个命令：lianke --help 列出所有命令。'],
  [/^error: unknown option '(.*)'.*$/s, '没有“$1”这个选项：加 --help 查看所有选项。'],
  [/^error: too many arguments.*$/s, '参数太多：加 --help 查看用法。'],
];

/**
 * Each command is loaded when it is called, so that `--help` answers at once. What goes wrong is said in one sentence
 * on standard error, with exit code 1.
 */
export async function runProgram(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode;
      return;
    }
    process.stderr.write(`lianke: ${sentence(error)}\n`);
    process.exitCode = 1;
  }
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
    'doctor',
    '检查驱动、工具、隔离、数据和索引，说明缺什么、有何影响',
    'examine drivers, tools, isolation, data and index; say what is missing and what that costs',
  ).action(async () => (await import('./doctor.js')).doctor());
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
