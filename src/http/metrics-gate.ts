import type { IncomingMessage } from 'node:http';
import type { Settings } from '../config/settings.js';
import { sameSecret } from '../kernel/same-secret.js';

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;

/**
 * Whether a request for metrics is answered; whoever is refused is told that there is nothing. With METRICS_TOKEN:
 * whoever presents it as a bearer token. Without: this machine itself, and only while nothing stands in between, since
 * behind a proxy everybody comes from there.
 */
export function mayReadMetrics(
  { headers, socket }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string } },
  { metricsToken, trustProxy }: Pick<Settings['http'], 'metricsToken' | 'trustProxy'>,
): boolean {
  if (metricsToken !== null) return sameSecret(`Bearer ${metricsToken}`, headers.authorization ?? '');
  const passedOn = trustProxy || headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !passedOn && LOOPBACK.test(socket.remoteAddress ?? '');
}
