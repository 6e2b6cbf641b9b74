import http from 'node:http';
import https from 'node:https';
import type { S3Client } from './s3-client.js';

const KEY = 'probe/part';
/** Large enough that no server holds the whole part back before it judges it. */
const SIZE = 5 * 1024 * 1024;

/** How a store treats parts that browsers send: each should be true. */
export interface PartTrial {
  /** takes a part at the address signed for it */
  takesParts: boolean;
  /** refuses a part of another length than was signed */
  bindsLength: boolean;
  /** holds nothing of a part whose connection ended in the middle */
  dropsHalves: boolean;
}

/** Sends parts as browsers do, good ones and bad ones, to an upload that is then given up. */
export async function tryParts(client: S3Client, open: S3Client): Promise<PartTrial> {
  const uploadId = await client.begin(KEY, 'application/octet-stream');
  const address = (number: number, size: number) => open.partAddress(KEY, uploadId, number, size, 60);
  const put = async (url: string, body: string) => {
    const answer = await fetch(url, { method: 'PUT', body });
    await answer.arrayBuffer();
    return answer.ok;
  };
  try {
    const bindsLength = !(await put(address(1, 4), 'longer than four'));
    const takesParts = await put(address(2, 4), 'four');
    await sendHalf(address(3, SIZE));
    const held = await client.parts(KEY, uploadId);
    return { takesParts, bindsLength, dropsHalves: !held.some((part) => part.number === 3) };
  } finally {
    await client.abort(KEY, uploadId);
  }
}

/** Announces a part, sends half of it and ends the connection in good order, as a browser that is closed does. */
function sendHalf(url: string): Promise<void> {
  const { request } = url.startsWith('https:') ? https : http;
  return new Promise((resolve) => {
    const outgoing = request(url, { method: 'PUT', agent: false, headers: { 'content-length': SIZE } });
    outgoing.on('response', () => outgoing.destroy());
    outgoing.on('error', () => resolve());
    outgoing.on('close', () => resolve());
    outgoing.setTimeout(3_000, () => outgoing.destroy());
    outgoing.write(Buffer.alloc(SIZE / 2, 1), () => outgoing.socket?.end());
  });
}
