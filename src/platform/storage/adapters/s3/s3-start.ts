import { SettingsError, type Settings } from '../../../../config/settings.js';
import type { S3Client } from './s3-client.js';
import { codeOf } from './s3-errors.js';

export type S3Settings = Extract<Settings['storage'], { driver: 's3' }>;

/** Clocks this far apart confuse more than addresses. */
const MAX_SKEW_MS = 60_000;
/** Written over at every start: what may not be written is known before anybody uploads. */
const PROBE_KEY = 'probe/start';

interface Sentence {
  zh: string;
  en: string;
}

/** The store that the settings name cannot be used as they say: one sentence, in both languages. */
export class StoreStartError extends SettingsError {
  readonly zh: string;
  constructor({ zh, en }: Sentence, options?: { cause?: unknown }) {
    super(en, options);
    this.zh = zh;
  }
}

/** Reads from and writes to the bucket once. Throws {@link StoreStartError} when that, or the clock, is not right. */
export async function tryStore(client: S3Client, settings: S3Settings): Promise<void> {
  try {
    await client.listObjectsV2Query(settings.bucket, PROBE_KEY, '', '', 1, '');
    await client.ask({ method: 'PUT', key: PROBE_KEY, headers: { 'content-type': 'text/plain' } }, 'Lianke');
  } catch (error) {
    throw new StoreStartError(sentence(error, settings), { cause: error });
  }
  const ahead = client.clock.ahead;
  if (Math.abs(ahead) > MAX_SKEW_MS)
    throw new StoreStartError(clocks(settings, Math.round(Math.abs(ahead) / 1000)));
}

/** Throws {@link StoreStartError} unless readers are sent to the origin that pages are told to trust. */
export async function tryAddresses(open: S3Client, settings: S3Settings): Promise<void> {
  const { origin } = new URL(await open.readAddress(PROBE_KEY, {}, 60, Date.now()));
  if (origin === settings.publicOrigin) return;
  throw new StoreStartError({
    zh: `浏览器会被引向 ${origin}，与设置不符：请把 S3_PUBLIC_ENDPOINT 设为这个地址。`,
    en: `Browsers would be sent to ${origin}: set S3_PUBLIC_ENDPOINT to that address.`,
  });
}

function sentence(error: unknown, { endpoint, bucket, region }: S3Settings): Sentence {
  const code = codeOf(error);
  switch (code) {
    case 'NoSuchBucket':
      return {
        zh: `对象存储 ${endpoint} 中没有存储桶“${bucket}”：请先建立，或用 S3_BUCKET 指定另一个。`,
        en: `The object store at ${endpoint} has no bucket ${bucket}: make it, or name another with S3_BUCKET.`,
      };
    case 'InvalidAccessKeyId':
    case 'XAdminUserNotFound':
    case 'SignatureDoesNotMatch':
      return {
        zh: `对象存储 ${endpoint} 不接受密钥：请检查 S3_ACCESS_KEY 和 S3_SECRET_KEY。`,
        en: `The object store at ${endpoint} does not accept the key: look at S3_ACCESS_KEY and S3_SECRET_KEY.`,
      };
    case 'AccessDenied':
    case 'AllAccessDisabled':
      return {
        zh: `对象存储 ${endpoint} 不允许这个密钥读写存储桶“${bucket}”：请授予读、写、列出和删除的权限。`,
        en: `The object store at ${endpoint} does not let this key use bucket ${bucket}: it must be allowed to read, write, list and delete.`,
      };
    case 'AuthorizationHeaderMalformed':
    case 'InvalidRegion':
    case 'PermanentRedirect':
      return {
        zh: `对象存储 ${endpoint} 不在区域“${region}”：请修改 S3_REGION（${reason(error)}）。`,
        en: `The object store at ${endpoint} is not in region ${region}: change S3_REGION (${reason(error)}).`,
      };
    case 'RequestTimeTooSkewed':
      return clocks({ endpoint }, null);
    default:
      return {
        zh: `对象存储 ${endpoint} 无法使用（${code || reason(error)}）：请检查它是否在运行，以及 S3_ENDPOINT。`,
        en: `The object store at ${endpoint} cannot be used (${code || reason(error)}): see whether it runs, and look at S3_ENDPOINT.`,
      };
  }
}

function clocks({ endpoint }: { endpoint: string }, seconds: number | null): Sentence {
  return {
    zh: `本机时钟与对象存储 ${endpoint} 的时钟相差${seconds === null ? '太多' : ` ${seconds} 秒`}：请校准时钟（NTP）。`,
    en: `The clocks of this machine and of the object store at ${endpoint} are ${seconds === null ? 'too far' : `${seconds} s`} apart: set them right (NTP).`,
  };
}

function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!.slice(0, 200);
}
