import { Inject, Injectable, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { MailSettings } from '../../config/mail-settings.js';
import { NoMailer } from './adapters/no.mailer.js';
import { GuardedMailer } from './guarded.mailer.js';
import { Mailer } from './mail.port.js';

/**
 * The mailer that the settings name, behind the checks that hold for every mailer. No server is asked: one that is away
 * holds up mail and nothing else, so it does not keep the program from starting.
 */
export async function openMailer(settings: MailSettings): Promise<Mailer> {
  return new GuardedMailer(await adapterOf(settings));
}

/** Who sends no mail does not load what it takes to. */
async function adapterOf(settings: MailSettings): Promise<Mailer> {
  switch (settings.driver) {
    case 'none':
      return new NoMailer();
    case 'file':
      return new (await import('./adapters/file.mailer.js')).FileMailer(settings);
    case 'smtp':
      return new (await import('./adapters/smtp.mailer.js')).SmtpMailer(settings);
  }
}

@Injectable()
class MailLife implements OnApplicationShutdown {
  constructor(@Inject(Mailer) private readonly mailer: Mailer) {}
  onApplicationShutdown(): Promise<void> {
    return this.mailer.close();
  }
}

@Module({})
export class MailModule {
  static register(settings: MailSettings): DynamicModule {
    return {
      module: MailModule,
      global: true,
      providers: [{ provide: Mailer, useFactory: () => openMailer(settings) }, MailLife],
      exports: [Mailer],
    };
  }
}
