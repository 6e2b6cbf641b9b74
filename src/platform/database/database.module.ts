import { Inject, Injectable, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { SqliteDatabase, type DatabaseSchema } from './adapters/sqlite.database.js';
import { Database } from './database.port.js';

/** Opens the database that the settings name. */
export async function openDatabase(
  settings: Settings['database'],
  schema: DatabaseSchema,
): Promise<Database> {
  if (settings.driver === 'sqlite') return SqliteDatabase.open(settings.file, schema);
  // Loaded only where it is used: it costs memory and time at start.
  const { MysqlDatabase } = await import('./adapters/mysql.database.js');
  return MysqlDatabase.open({ url: settings.url, poolSize: settings.poolSize }, schema);
}

/** Closes the database when nothing can use it any more. */
@Injectable()
class DatabaseLife implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}
  onApplicationShutdown(): Promise<void> {
    return this.database.close();
  }
}

/** The database, with its schema brought up to date before anybody gets it. */
@Module({})
export class DatabaseModule {
  static register(settings: Settings['database'], schema: DatabaseSchema): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        {
          provide: Database,
          useFactory: async () => {
            const database = await openDatabase(settings, schema);
            await database.migrate();
            return database;
          },
        },
        DatabaseLife,
      ],
      exports: [Database],
    };
  }
}
