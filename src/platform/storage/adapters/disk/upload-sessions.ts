import { UploadNotFoundError } from '../../storage.port.js';
import type { WriteTurn } from './part-writer.js';

interface Session {
  /** part numbers being written in their place */
  inPlace: Set<number>;
  writers: Map<AbortController, Promise<unknown>>;
  closing: boolean;
  /** the last write into the shared file */
  writing: Promise<unknown>;
}

/** Who is writing to which upload right now, in this process: nobody may be when it is joined or dropped. */
export class UploadSessions {
  private readonly sessions = new Map<string, Session>();
  private readonly turns = new Map<string, Promise<unknown>>();

  /** Writes one part. `inPlace` is false when somebody else is writing the same part in its place already. */
  async write<T>(
    uploadId: string,
    part: number,
    mayGoInPlace: boolean,
    work: (inPlace: boolean, signal: AbortSignal, turn: WriteTurn) => Promise<T>,
  ): Promise<T> {
    const session = this.session(uploadId);
    if (session.closing) throw new UploadNotFoundError('The upload is over');
    const inPlace = mayGoInPlace && !session.inPlace.has(part);
    if (inPlace) session.inPlace.add(part);
    const writer = new AbortController();
    const turn: WriteTurn = (write) => {
      const done = session.writing.then(write);
      session.writing = done.catch(() => undefined);
      return done;
    };
    const done = work(inPlace, writer.signal, turn);
    session.writers.set(
      writer,
      done.catch(() => undefined),
    );
    try {
      return await done;
    } finally {
      session.writers.delete(writer);
      if (inPlace) session.inPlace.delete(part);
      this.forgetIfIdle(uploadId);
    }
  }

  /** Runs `work` while nobody writes to the upload and nobody can begin to: writers under way are cut off first. */
  async alone<T>(uploadId: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(uploadId) ?? Promise.resolve()).then(async () => {
      const session = this.session(uploadId);
      session.closing = true;
      try {
        for (const writer of session.writers.keys())
          writer.abort(new UploadNotFoundError('The upload is over'));
        await Promise.all(session.writers.values());
        return await work();
      } finally {
        session.closing = false;
        this.forgetIfIdle(uploadId);
      }
    });
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.turns.set(uploadId, settled);
    try {
      return await turn;
    } finally {
      if (this.turns.get(uploadId) === settled) this.turns.delete(uploadId);
    }
  }

  private session(uploadId: string): Session {
    let session = this.sessions.get(uploadId);
    if (!session) {
      session = { inPlace: new Set(), writers: new Map(), closing: false, writing: Promise.resolve() };
      this.sessions.set(uploadId, session);
    }
    return session;
  }

  private forgetIfIdle(uploadId: string): void {
    const session = this.sessions.get(uploadId);
    if (session && session.writers.size === 0 && !session.closing) this.sessions.delete(uploadId);
  }
}
