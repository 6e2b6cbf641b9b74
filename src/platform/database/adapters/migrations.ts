import type { DataSource } from 'typeorm';
import { StartRefused } from '../../../kernel/errors.js';
import { UNFINISHED } from '../unfinished.js';

/** Applies what is missing. Refuses a database in which a migration stands that this program does not know. */
export async function runMigrations(dataSource: DataSource): Promise<string[]> {
  const known = new Set(dataSource.migrations.map((m) => m.name ?? m.constructor.name));
  const runner = dataSource.createQueryRunner();
  try {
    if (await runner.hasTable('migrations')) {
      const applied = (await runner.query('SELECT name FROM migrations')) as { name: string }[];
      if (applied.some((row) => row.name.startsWith(UNFINISHED)))
        throw new StartRefused({
          zh: '这个数据库还没有填完：请再次运行 lianke restore 或 lianke move，它会接着进行。',
          en: 'This database has not been filled to its end: run lianke restore or lianke move again, it goes on where it was.',
        });
      const foreign = applied.filter((row) => !known.has(row.name));
      if (foreign.length > 0) {
        throw new StartRefused({
          zh: `这个数据库属于更新版本的联课（${foreign[0]!.name}）：请先更新程序。`,
          en: `This database was made by a newer Lianke (${foreign[0]!.name}): update the program first.`,
        });
      }
    }
  } finally {
    await runner.release();
  }
  const done = await dataSource.runMigrations({ transaction: 'each' });
  return done.map((m) => m.name);
}

/** What TypeORM would still change to make the schema equal to the entities. */
export async function schemaStatements(dataSource: DataSource): Promise<string[]> {
  const log = await dataSource.driver.createSchemaBuilder().log();
  return log.upQueries.map((q) => q.query);
}
