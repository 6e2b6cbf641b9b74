import { statfs } from 'node:fs/promises';
import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { SETTINGS, type Settings } from '../config/settings.js';
import { Database } from '../platform/database/database.port.js';
import { SearchEngine } from '../platform/search/search.port.js';
import { ObjectStore } from '../platform/storage/storage.port.js';
import { HealthChecks } from './health-checks.js';
import { HttpModule } from './http.module.js';

/** An object that nobody stores: asking for it shows that the store answers. */
const NOBODYS = 'health/check';
/** bytes; below this hardly anything can be written any more */
const ROOM = 64 * 1024 * 1024;

/** What this process rests on. Without search or room on its disk people can still read: it is told, no more. */
@Module({ imports: [HttpModule] })
export class ReadinessModule implements OnModuleInit {
  constructor(
    private readonly checks: HealthChecks,
    private readonly database: Database,
    private readonly objects: ObjectStore,
    private readonly search: SearchEngine,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'dataDir'>,
  ) {}

  onModuleInit(): void {
    this.checks.add('database', () => this.database.reader.manager.query('SELECT 1'));
    this.checks.add('storage', () => this.objects.head(NOBODYS));
    this.checks.add('search', () => this.search.count(), { vital: false });
    this.checks.add('disk', () => roomIn(this.settings.dataDir), { vital: false });
  }
}

async function roomIn(directory: string): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize < ROOM) throw new Error('The disk is nearly full');
}
