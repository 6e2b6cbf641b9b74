import { createHmac, randomBytes } from 'node:crypto';
import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sameSecret } from '../../../../kernel/same-secret.js';
import { freshPath, has, syncDirectory } from './atomic-files.js';

/** What one address allows: this part of this upload to this key, once or again, until it expires. */
export interface SignedPart {
  key: string;
  uploadId: string;
  part: number;
  /** ms since the epoch */
  expires: number;
  maxBytes: number;
}

/** Signs part addresses with HMAC-SHA256 under a secret that never leaves the store's directory (mode 0600). */
export class PartSigner {
  private constructor(private readonly secret: Buffer) {}

  /** Reads the secret, or makes it; of two processes that make one at the same time both use the one that was first. */
  static async open(root: string): Promise<PartSigner> {
    const path = join(root, 'part-signing.key');
    const draft = freshPath(root);
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(randomBytes(32).toString('hex'));
      await handle.sync();
    } finally {
      await handle.close();
    }
    try {
      await link(draft, path);
      await syncDirectory(root);
    } catch (error) {
      if (!has(error, 'EEXIST')) throw error;
    } finally {
      await rm(draft, { force: true });
    }
    return new PartSigner(Buffer.from(await readFile(path, 'utf8'), 'hex'));
  }

  sign(part: SignedPart): string {
    const text = ['PUT', part.key, part.uploadId, part.part, part.expires, part.maxBytes].join('\n');
    return createHmac('sha256', this.secret).update(text).digest('base64url');
  }

  /** Compares in constant time. */
  verify(part: SignedPart, signature: string): boolean {
    return sameSecret(this.sign(part), signature);
  }
}
