import { SCHEMA } from '../app.module.js';
import { loadSettings } from '../config/settings.js';
import { openDatabase } from '../platform/database/database.module.js';
import { say } from './words.js';

/** Brings the database to the form of this program; a new one is made. */
export async function migrate(): Promise<void> {
  const database = await openDatabase(loadSettings().database, SCHEMA);
  try {
    const applied = await database.migrate();
    for (const name of applied) console.log(`  ${name}`);
    console.log(
      say(
        applied.length === 0
          ? { zh: '数据库已经是最新的。', en: 'The database is up to date.' }
          : {
              zh: `数据库已更新：执行了 ${applied.length} 项变更。`,
              en: `The database was brought up to date: ${applied.length} changes.`,
            },
      ),
    );
  } finally {
    await database.close();
  }
}
