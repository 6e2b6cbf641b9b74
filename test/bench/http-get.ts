import { Agent, request } from 'node:http';

/** Resolves with the body of the answer; rejects unless it is 200. */
export type Get = (path: string) => Promise<string>;

/** GETs over kept-alive connections, so many at most, with as little around them as Node allows. */
export function getter(base: string, cookie: string, maxSockets = 16): Get {
  const agent = new Agent({ keepAlive: true, maxSockets });
  return (path) =>
    new Promise((resolve, reject) => {
      request(new URL(path, base), { agent, headers: cookie ? { cookie } : {} }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const body = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(body);
          else reject(new Error(`${path}: ${response.statusCode} ${body}`));
        });
      })
        .on('error', reject)
        .end();
    });
}
