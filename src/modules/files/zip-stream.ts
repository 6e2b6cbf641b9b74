import { finished, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/** One file of an archive. */
export interface ZipEntry {
  /** with `/` between folders; never absolute, nor with `..` */
  path: string;
  /** bytes */
  size: number;
  modifiedAt: Date;
  /** called when its turn has come, once those before it are sent */
  open: () => Promise<Readable>;
}

export interface ZipStream {
  body: Readable;
  /** bytes of the whole; null where that cannot be said before */
  size: number | null;
  /** ends it, and what it is reading from */
  stop: () => void;
}

const MODE = 0o100644;

/**
 * An archive that is made while it is read: nothing is held but what is under way. Entries are stored as they are, since
 * films, pictures and Office files do not get smaller. `onError` hears why it cannot go on: an entry that cannot be
 * opened, breaks off, or has not the size that was said. Whoever reads then must not take it for whole.
 */
export function zipStream(
  entries: readonly ZipEntry[],
  onError: (error: unknown) => void,
): Promise<ZipStream> {
  const zip = new ZipFile();
  let open: Readable | null = null;
  let stopped = false;
  const fail = (error: unknown) => {
    if (!stopped) onError(error);
  };
  zip.on('error', fail);
  for (const { path, size, modifiedAt, open: begin } of entries) {
    const options = { mtime: modifiedAt, mode: MODE, compress: false, size };
    zip.addReadStreamLazy(path, options, (give) => {
      begin().then((stream) => {
        open = stream;
        // What writes the archive does not listen: an error would end the process, an early close leave it waiting.
        finished(stream, { writable: false }, (error) => error && fail(error));
        if (stopped) stream.destroy();
        else give(null, stream);
      }, fail);
    });
  }
  const body = zip.outputStream as Readable;
  const stop = () => {
    stopped = true;
    open?.destroy();
    body.destroy();
  };
  return new Promise((resolve) => {
    const begun = (size: number) => resolve({ body, stop, size: size < 0 ? null : size });
    // Its types leave out what the callback is given.
    zip.end({ forceZip64Format: false, comment: '' }, begun as () => void);
  });
}
