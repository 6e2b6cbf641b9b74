import type { LoggerService } from '@nestjs/common';
import pino, { type Logger } from 'pino';

export type AppLogger = Logger;

/** Structured logs on standard output; secrets and signatures never get in. */
export function createLogger(level: string): AppLogger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['password', '*.password', 'cookie', '*.cookie', 'authorization', '*.authorization'],
      censor: '***',
    },
    serializers: { err: pino.stdSerializers.err },
  });
}

/** Lets Nest write through pino. */
export class PinoNestLogger implements LoggerService {
  constructor(private readonly logger: AppLogger) {}
  log(message: unknown, context?: string): void {
    // Nest's own start-up chatter is of use only when looking for a fault.
    if (context === 'InstanceLoader' || context === 'RoutesResolver' || context === 'RouterExplorer')
      this.write('debug', message, context);
    else this.write('info', message, context);
  }
  error(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    this.write(
      // A start that fails: whoever started it says so in one sentence.
      context === 'ExceptionHandler' ? 'debug' : 'error',
      message,
      typeof context === 'string' ? context : undefined,
      rest.length > 1 ? rest[0] : undefined,
    );
  }
  warn(message: unknown, context?: string): void {
    this.write('warn', message, context);
  }
  debug(message: unknown, context?: string): void {
    this.write('debug', message, context);
  }
  verbose(message: unknown, context?: string): void {
    this.write('trace', message, context);
  }

  private write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error',
    message: unknown,
    context?: string,
    stack?: unknown,
  ): void {
    const fields = { ...(context ? { context } : {}), ...(stack ? { stack } : {}) };
    if (message instanceof Error) this.logger[level]({ ...fields, err: message }, message.message);
    else if (typeof message === 'object' && message !== null) this.logger[level]({ ...fields, ...message });
    else this.logger[level](fields, String(message));
  }
}
