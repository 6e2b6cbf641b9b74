import {
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnModuleInit,
} from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../database/database.port.js';
import { LiveBus } from '../live/index.js';
import { JobQueue } from '../queue/index.js';
import { SearchEngine } from '../search/search.port.js';
import { ObjectStore } from '../storage/storage.port.js';
import { NodeRegister } from './node-register.js';
import { NodesRepository } from './nodes.repository.js';
import { requirePlan, type Plan } from './rules.js';

/** What the settings call the drivers. */
export type DriverNames = Record<'database' | 'storage' | 'queue' | 'live' | 'search', { driver: string }>;

/** Looks before anything begins to work, and leaves when everything has ended. */
class NodeLife implements OnModuleInit, BeforeApplicationShutdown {
  constructor(
    private readonly register: NodeRegister,
    private readonly check: () => void,
    private readonly plan: Plan | null,
  ) {}

  async onModuleInit(): Promise<void> {
    if (!this.plan) return;
    this.check();
    await this.register.enter(this.plan);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.register.leave();
  }
}

/** Keeps a start within what its drivers and the processes that live allow. `plan: null` (the command line) is no node. */
@Module({})
export class NodesModule {
  static register(plan: Plan | null, names: DriverNames): DynamicModule {
    return {
      module: NodesModule,
      providers: [
        {
          provide: NodeRegister,
          inject: [Database, Clock],
          useFactory: (database: Database, clock: Clock) =>
            new NodeRegister(database, new NodesRepository(), clock),
        },
        {
          provide: NodeLife,
          inject: [NodeRegister, Database, ObjectStore, JobQueue, LiveBus, SearchEngine],
          useFactory: (
            register: NodeRegister,
            database: Database,
            objects: ObjectStore,
            queue: JobQueue,
            live: LiveBus,
            search: SearchEngine,
          ) => {
            const check = () =>
              requirePlan(plan!, {
                shared: [
                  { setting: `DATABASE_DRIVER=${names.database.driver}`, reach: database.reach },
                  { setting: `STORAGE_DRIVER=${names.storage.driver}`, reach: objects.reach },
                  { setting: `QUEUE_DRIVER=${names.queue.driver}`, reach: queue.reach },
                  { setting: `LIVE_DRIVER=${names.live.driver}`, reach: live.reach },
                ],
                search: { setting: `SEARCH_DRIVER=${names.search.driver}`, reach: search.reach },
              });
            return new NodeLife(register, check, plan);
          },
        },
      ],
      exports: [NodeRegister],
    };
  }
}
