import { Readable } from 'node:stream';
import { zipStream } from './zip-stream.js';

const modifiedAt = new Date('2026-09-01T00:00:00Z');
const file = (path: string, open: () => Readable, size = 4) => ({
  ...{ path, size, modifiedAt },
  open: () => Promise.resolve(open()),
});
/** What is read of an archive, and why it could not go on. */
async function read(entries: Parameters<typeof zipStream>[0]): Promise<{ bytes: Buffer; error: unknown }> {
  let broken: (error: unknown) => void = () => undefined;
  const broke = new Promise((resolve) => (broken = resolve));
  const zip = await zipStream(entries, broken);
  const chunks: Buffer[] = [];
  zip.body.on('data', (chunk: Buffer) => chunks.push(chunk));
  const whole = new Promise<null>((resolve) => zip.body.once('end', () => resolve(null)));
  const error = await Promise.race([broke, whole]);
  zip.stop();
  return { bytes: Buffer.concat(chunks), error };
}

describe('an archive made while it is read', () => {
  it('holds its files as they are', async () => {
    const { bytes, error } = await read([
      file('a/甲.txt', () => Readable.from([Buffer.from('四个字节'.slice(0, 1) + 'x')])),
    ]);
    expect(error).toBeNull();
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    expect(bytes.includes(Buffer.from('四x'))).toBe(true);
  });

  it('says so when a file fails in the middle, and nothing else comes of it', async () => {
    const failing = () => {
      const stream = new Readable({ read: () => undefined });
      stream.push(Buffer.from('ab'));
      setImmediate(() => stream.destroy(new Error('EIO')));
      return stream;
    };
    expect((await read([file('a', failing)])).error).toMatchObject({ message: 'EIO' });
  });

  it('says so when a file ends without having ended', async () => {
    const silent = () => {
      const stream = new Readable({ read: () => undefined });
      stream.push(Buffer.from('ab'));
      setImmediate(() => stream.destroy());
      return stream;
    };
    expect((await read([file('a', silent)])).error).toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
  });

  it('says so when a file is shorter than was said', async () => {
    expect((await read([file('a', () => Readable.from([Buffer.from('ab')]))])).error).toBeInstanceOf(Error);
  });
});
