import { Module, type OnModuleInit } from '@nestjs/common';
import { Database } from '../platform/database/database.port.js';
import { SearchEngine } from '../platform/search/search.port.js';
import { ObjectStore } from '../platform/storage/storage.port.js';
import { HealthChecks } from './health-checks.js';
import { HttpModule } from './http.module.js';

/** An object that nobody stores: asking for it shows that the store answers. */
const NOBODYS = 'health/check';

/** What this process rests on. Without search people can still open, upload and download: it is told, no more. */
@Module({ imports: [HttpModule] })
export class ReadinessModule implements OnModuleInit {
  constructor(
    private readonly checks: HealthChecks,
    private readonly database: Database,
    private readonly objects: ObjectStore,
    private readonly search: SearchEngine,
  ) {}

  onModuleInit(): void {
    this.checks.add('database', () => this.database.reader.manager.query('SELECT 1'));
    this.checks.add('storage', () => this.objects.head(NOBODYS));
    this.checks.add('search', () => this.search.count(), { vital: false });
  }
}
