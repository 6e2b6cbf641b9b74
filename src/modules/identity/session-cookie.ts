import '@fastify/cookie';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { DAY } from '../../kernel/clock.js';

/** How long a browser keeps the mark by which we know a device again. */
const DEVICE_MAX_AGE_S = (180 * DAY) / 1000;
const DEVICE_PATTERN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The two cookies. Over TLS their names begin with `__Host-`, so that a browser takes them only from this very host;
 * on plain http (localhost) they cannot. Neither can be read by scripts.
 */
@Injectable()
export class SessionCookie {
  private readonly name: string;
  private readonly deviceName: string;
  private readonly options;

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'http' | 'session'>) {
    const secure = settings.http.secureCookies;
    this.name = secure ? '__Host-lianke' : 'lianke';
    this.deviceName = `${this.name}-device`;
    this.options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  }

  /** The token of the session cookie, unchecked. */
  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }

  /** The token by which a device is known again, or null. */
  readDevice(request: FastifyRequest): string | null {
    const token = request.cookies[this.deviceName];
    return token !== undefined && DEVICE_PATTERN.test(token) ? token : null;
  }

  write(reply: FastifyReply, token: string): void {
    const maxAge = Math.floor(this.settings.session.absoluteMs / 1000);
    void reply.setCookie(this.name, token, { ...this.options, maxAge });
  }

  writeDevice(reply: FastifyReply, token: string): void {
    void reply.setCookie(this.deviceName, token, { ...this.options, maxAge: DEVICE_MAX_AGE_S });
  }

  /** Takes the session cookie away; the device stays known. */
  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.options);
  }
}
