import {
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../database/database.port.js';
import { AuditLog } from './audit-log.js';
import { AuditReader } from './audit-reader.js';
import { AuditedKinds } from './audited-kinds.js';
import { AuditSealer, DEFAULT_SEALER, type SealerOptions } from './audit-sealer.js';
import { AuditRepository } from './audit.repository.js';

class SealerLife implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(private readonly sealer: AuditSealer) {}

  onApplicationBootstrap(): void {
    this.sealer.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.sealer.stop();
  }
}

/** The audit record: `AuditLog` to write, `AuditReader` to read, `AuditSealer` to verify. Needs `Database` and `Clock` from global modules. */
@Module({})
export class AuditModule {
  static register(options: Partial<SealerOptions> = {}): DynamicModule {
    return {
      module: AuditModule,
      global: true,
      providers: [
        AuditRepository,
        AuditedKinds,
        {
          provide: AuditSealer,
          inject: [Database, AuditRepository],
          useFactory: (database: Database, repository: AuditRepository) =>
            new AuditSealer(database, repository, { ...DEFAULT_SEALER, ...options }),
        },
        {
          provide: AuditReader,
          inject: [Database, AuditRepository],
          useFactory: (database: Database, repository: AuditRepository) =>
            new AuditReader(database, repository),
        },
        {
          provide: AuditLog,
          inject: [AuditRepository, AuditSealer, Clock],
          useFactory: (repository: AuditRepository, sealer: AuditSealer, clock: Clock) =>
            new AuditLog(repository, sealer, clock),
        },
        {
          provide: SealerLife,
          inject: [AuditSealer],
          useFactory: (sealer: AuditSealer) => new SealerLife(sealer),
        },
      ],
      exports: [AuditLog, AuditReader, AuditSealer, AuditedKinds],
    };
  }
}
