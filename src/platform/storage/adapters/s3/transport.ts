import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { ClientOptions } from 'minio';
import type { StoreClock } from './store-clock.js';

/** how long a store may take to accept a connection */
const CONNECT_MS = 5_000;
/** how long a connection may be silent */
const SILENCE_MS = 60_000;
/** Copying and joining many gigabytes inside the store may take long without a word. */
const LONG_SILENCE_MS = 15 * 60_000;
const SOCKETS = 128;
/** Answers whose bodies the `minio` client leaves unread (its `retryHttpCodes`). */
const UNREAD = new Set([408, 429, 499, 500, 502, 503, 504, 520]);

/**
 * Connections with time limits, which the `minio` client lacks, and an ear for the store's clock. Bodies that the client
 * leaves unread are read here, so that their connection is free again.
 */
export function transport(
  tls: boolean,
  clock: StoreClock,
): Pick<ClientOptions, 'transport' | 'transportAgent'> {
  const { Agent, request: open } = tls ? https : http;
  const request = (options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest => {
    const outgoing = open(options, (answer) => {
      clock.hear(answer.headers.date);
      if (UNREAD.has(answer.statusCode ?? 0)) answer.resume();
      onAnswer(answer);
    });
    const headers = options.headers as Record<string, string> | undefined;
    const long = options.method === 'POST' || headers?.['x-amz-copy-source'] !== undefined;
    outgoing.setTimeout(long ? LONG_SILENCE_MS : SILENCE_MS, () =>
      outgoing.destroy(timedOut('said nothing')),
    );
    outgoing.once('socket', (socket) => {
      if (!socket.connecting) return;
      const timer = setTimeout(() => outgoing.destroy(timedOut('did not accept a connection')), CONNECT_MS);
      socket.once(tls ? 'secureConnect' : 'connect', () => clearTimeout(timer));
      socket.once('close', () => clearTimeout(timer));
    });
    return outgoing;
  };
  return {
    transport: { request } as NonNullable<ClientOptions['transport']>,
    transportAgent: new Agent({ keepAlive: true, maxSockets: SOCKETS }),
  };
}

function timedOut(what: string): Error {
  return Object.assign(new Error(`The store ${what} in time`), { code: 'ETIMEDOUT' });
}
