import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  PART_PATH,
  PartRefusedError,
  SignatureRefusedError,
  UploadNotFoundError,
  type PartReceiver,
} from '../../src/platform/storage/storage.port.js';

/** A bare HTTP server before a PartReceiver: what the storage contract sends parts to. */
export async function startPartServer(
  receiver: PartReceiver,
): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://localhost');
    const [uploadId, part, ...more] = url.pathname.slice(PART_PATH.length + 1).split('/');
    const answer = (status: number) => response.writeHead(status).end();
    if (request.method !== 'PUT' || !uploadId || !part || more.length > 0) return void answer(405);
    const length = request.headers['content-length'];
    const field = (name: string) => url.searchParams.get(name) ?? '';
    receiver
      .receive(
        {
          uploadId,
          part,
          expires: field('expires'),
          maxBytes: field('maxBytes'),
          signature: field('signature'),
        },
        request,
        length === undefined ? null : Number(length),
      )
      .then(
        () => answer(204),
        (error: unknown) => {
          if (error instanceof SignatureRefusedError) answer(403);
          else if (error instanceof UploadNotFoundError) answer(404);
          else answer(error instanceof PartRefusedError ? 422 : 500);
        },
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
