import type { ResourceView } from '../../src/contracts/index.js';
import type { Id } from '../../src/kernel/ids.js';
import { eventually, type ApiClient } from '../support/client.js';
import type { UploadWorld } from './uploads-world.js';

/** A resource of one file, processed and published. */
export interface ShownFile {
  id: Id;
  fileId: Id;
  /** where its bytes are, below /api/v1/ */
  base: string;
}

/** Changes something of a resource under its present revision. */
export async function change(who: ApiClient, id: Id, method: string, what: string, body: object = {}) {
  const { rev } = (await who.get<ResourceView>(`resources/${id}`)).body;
  const answer = await who.request(method, `resources/${id}/${what}`, body, { 'if-match': `"${rev}"` });
  expect([what, answer.status, answer.body]).toEqual([what, 200, answer.body]);
}

/** Uploads a file, waits until it can be looked at, and publishes it to the author's school. */
export async function showFile(
  world: UploadWorld,
  author: ApiClient,
  fileName: string,
  bytes: Buffer,
  audience: object = { preset: 'school' },
): Promise<ShownFile> {
  const upload = await author.upload(fileName, bytes);
  await world.ended(author, upload);
  const made = await author.post<ResourceView>('resources', {
    ...{ title: fileName, type: 'material', licence: 'CC-BY-4.0', uploadIds: [upload] },
  });
  const { id } = made.body;
  const ready = await eventually(
    () => author.get<ResourceView>(`resources/${id}`),
    ({ body }) => body.fullFiles[0]?.state === 'ready',
    90_000,
  );
  await change(author, id, 'POST', 'publish', { audience });
  const fileId = ready.body.fullFiles[0]!.id;
  return { id, fileId, base: `resources/${id}/files/${fileId}` };
}

/** An answer with its bytes as they are. */
export async function read(
  url: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; headers: Headers; bytes: Buffer; code: string | null }> {
  const answer = await fetch(url, { method, redirect: 'manual', headers });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const problem = /problem/.test(answer.headers.get('content-type') ?? '') && bytes.length > 0;
  return {
    status: answer.status,
    headers: answer.headers,
    bytes,
    code: problem ? (JSON.parse(bytes.toString()) as { code: string }).code : null,
  };
}
