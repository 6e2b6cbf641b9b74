import type { DataSource } from 'typeorm';

/** Applies what is missing. Refuses a database in which a migration stands that this program does not know. */
export async function runMigrations(dataSource: DataSource): Promise<string[]> {
  const known = new Set(dataSource.migrations.map((m) => m.name ?? m.constructor.name));
  const runner = dataSource.createQueryRunner();
  try {
    if (await runner.hasTable('migrations')) {
      const applied = (await runner.query('SELECT name FROM migrations')) as { name: string }[];
      const foreign = applied.filter((row) => !known.has(row.name));
      if (foreign.length > 0) {
        throw new Error(
          `This database was made by a newer Lianke (${foreign[0]!.name}): update the program first.`,
        );
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
