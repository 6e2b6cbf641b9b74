import { Inject, Injectable, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { MysqlDatabase } from './adapters/mysql.database.js';
import { SqliteDatabase, type DatabaseSchema } from './adapters/sqlite.database.js';
import { Database } from './database.port.js';

/** Opens the database that the settings name. */
export function openDatabase(settings: Settings['database'], schema: DatabaseSchema): Promise<Database> {
  return settings.driver === 'sqlite'
    ? SqliteDatabase.open(settings.file, schema)
    : MysqlDatabase.open({ url: settings.url, poolSize: settings.poolSize }, schema);
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
