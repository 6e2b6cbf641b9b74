import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, DAY, HOUR } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { canonicalJson } from '../../platform/audit/index.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import { guardFirstUnit } from '../../platform/database/first-unit.js';
import { Scheduler } from '../../platform/queue/index.js';
import type { KeptResult } from './request-key.entity.js';
import { RequestKeysRepository } from './request-keys.repository.js';

/** How long a key stands for the request that it came with. */
const KEPT_MS = DAY;

/** What makes two requests the same: who sends them, under which key, and what they ask. */
export interface KeyedRequest {
  userId: Id;
  key: string;
  method: string;
  url: string;
  body: unknown;
}

/**
 * Carries a creating request out once, however often it is sent. The key is claimed in the unit of work that creates,
 * so neither is ever there without the other, whatever crashes when. A repeat runs through the same code, rights
 * included, but in place of that unit it gets what the unit gave the first time: the answer shows the same thing.
 * A request that was refused leaves nothing behind and may be sent again.
 */
@Injectable()
export class Idempotency implements OnModuleInit {
  constructor(
    private readonly repository: RequestKeysRepository,
    private readonly database: Database,
    private readonly scheduler: Scheduler,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.scheduler.every('http.forget-request-keys', HOUR, () =>
      this.database.transaction((tx) => this.repository.removeBefore(tx, this.clock.now() - KEPT_MS)),
    );
  }

  /** Throws `idempotency_key_reused` when the key stands for another request. */
  once<T>(request: KeyedRequest, run: () => Promise<T>): Promise<T> {
    const id = hash([request.userId, request.key]);
    const requestHash = hash([request.method, request.url, request.body]);
    const guard = async <R>(tx: Tx, work: (tx: Tx) => Promise<R>): Promise<R> => {
      const now = this.clock.now();
      const claim = { id, requestHash, result: { value: null }, createdAt: now };
      const before = await this.repository.claim(tx, claim, now - KEPT_MS);
      if (before && before.requestHash !== requestHash) throw new AppError('idempotency_key_reused');
      if (before) return before.result.value as R;
      const value = await work(tx);
      await this.repository.keep(tx, id, { value: (value ?? null) as KeptResult['value'] });
      return value;
    };
    return guardFirstUnit(guard, run);
  }
}

function hash(parts: unknown[]): string {
  return createHash('sha256').update(canonicalJson(parts)).digest('hex');
}
