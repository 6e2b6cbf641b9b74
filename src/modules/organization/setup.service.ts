import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../kernel/clock.js';
import { AppError } from '../../kernel/errors.js';
import type { Id } from '../../kernel/ids.js';
import { Database, type Tx } from '../../platform/database/database.port.js';
import {
  AccountsService,
  LoginGuard,
  PasswordHasher,
  requireStrongPassword,
  sha256,
  type Client,
  type ThrottleKey,
} from '../identity/index.js';
import { Founding } from './founding.js';
import { SetupCodeRepository } from './setup-code.repository.js';

export interface SetupInput {
  code: string;
  groupName: string;
  schoolName: string;
  loginName: string;
  name: string;
  password: string;
}

/** Crockford's base 32: no letters that are taken for digits. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 16;
/** Codes printed by earlier starts of a still empty installation hold this long. */
const CODE_LIFE = 7 * DAY;

/**
 * The first run. Open while there is no account, to whoever knows a code that a start of the program printed on its
 * console: 80 random bits, kept as a hash.
 */
@Injectable()
export class SetupService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly codes: SetupCodeRepository,
    private readonly founding: Founding,
    private readonly guard: LoginGuard,
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
  ) {}

  /** Whether the installation is still without an account. */
  async isOpen(): Promise<boolean> {
    return !(await this.accounts.any());
  }

  /** A new code to print at start (`XXXX-XXXX-XXXX-XXXX`), or null when the installation is set up. */
  async codeAtStart(): Promise<string | null> {
    if (!(await this.isOpen())) return null;
    const code = [...randomBytes(CODE_LENGTH)].map((byte) => LETTERS[byte % 32]).join('');
    const now = this.clock.now();
    await this.database.transaction((tx) => this.codes.add(tx, sha256(code), now, now - CODE_LIFE));
    return code.replace(/(.{4})(?=.)/g, '$1-');
  }

  /**
   * Makes the group, its first school and its first administrator; gives the account. Works once, also for two
   * requests at once. Throws `setup_closed`, `setup_code_wrong`, `password_too_weak`, `too_many_requests`.
   */
  async run(input: SetupInput, client: Client): Promise<Id> {
    if (!(await this.isOpen())) throw new AppError('setup_closed');
    const keys: ThrottleKey[] = [{ kind: 'pair', id: `setup:${sha256(client.ip).slice(0, 32)}` }];
    await this.database.transaction((tx) => this.guard.charge(tx, keys, this.clock.now()));
    await this.database.transaction((tx) => this.requireCode(tx, input.code));
    requireStrongPassword(input.password, input.loginName, [input.groupName, input.schoolName]);
    const passwordHash = await this.hasher.hash(input.password, client.ip);
    return this.database.transaction(async (tx) => {
      await this.requireCode(tx, input.code);
      await this.codes.clear(tx);
      await this.guard.settle(tx, keys, this.clock.now());
      return this.founding.found(tx, { ...input, passwordHash, ip: client.ip });
    });
  }

  /** Compares with every code in constant time, under a lock: the second of two setups finds the installation taken. */
  private async requireCode(tx: Tx, code: string): Promise<void> {
    const given = Buffer.from(sha256(plainCode(code)));
    const hashes = await this.codes.lockAll(tx);
    if (await this.accounts.any(tx)) throw new AppError('setup_closed');
    const matches = hashes.filter((hash) => timingSafeEqual(Buffer.from(hash), given));
    if (matches.length === 0) throw new AppError('setup_code_wrong');
  }
}

/** As typed: case, dashes and spaces do not count, and letters taken for digits are digits. */
function plainCode(code: string): string {
  return code.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
}
