import { browserAccess, openToBrowsers, type BrowserAccess } from './browser-access.js';
import { clientsOf } from './open-s3.js';
import { tryParts } from './part-trial.js';
import { StoreStartError, tryAddresses, tryStore, type S3Settings } from './s3-start.js';

/** One thing seen of a store, in both languages. */
export interface StoreFinding {
  level: 'good' | 'warn' | 'bad';
  text: { zh: string; en: string };
}

/**
 * Looks at a store as the program and as a browser would: read and write, clock, addresses, cross-origin rules for pages
 * of `origin`, and how parts are treated. With `fix` the cross-origin rule is set where it is missing.
 */
export async function examineS3(settings: S3Settings, origin: string, fix: boolean): Promise<StoreFinding[]> {
  const { client, open } = clientsOf(settings);
  try {
    await tryStore(client, settings);
    await tryAddresses(open, settings);
  } catch (error) {
    if (!(error instanceof StoreStartError)) throw error;
    return [{ level: 'bad', text: { zh: error.zh, en: error.message } }];
  }
  const { endpoint, bucket, publicOrigin } = settings;
  const usable = found(
    'good',
    `存储桶“${bucket}”（${endpoint}）可以读写。`,
    `Bucket ${bucket} at ${endpoint} can be read and written.`,
  );
  const look = async () => {
    const read = await open.readAddress('probe/start', {}, 60, client.clock.now());
    return browserAccess({ part: open.partAddress('probe/start', 'none', 1, 1, 60), read }, origin);
  };
  let access = await look();
  const set = access === 'closed' && fix ? await openToBrowsers(client, origin) : null;
  if (set === true) access = await look();
  if (access === 'unreachable')
    return [
      usable,
      found(
        'warn',
        `从本机访问不到浏览器使用的地址 ${publicOrigin}，无法检查跨域设置和上传。`,
        `The address that browsers use, ${publicOrigin}, cannot be reached from this machine: its cross-origin rules and uploads were not looked at.`,
      ),
    ];
  return [usable, crossOrigin(access, set, settings, origin), ...(await parts(settings))];
}

function crossOrigin(
  access: BrowserAccess,
  set: boolean | null,
  { publicOrigin, bucket }: S3Settings,
  origin: string,
): StoreFinding {
  if (access === 'open')
    return set === true
      ? found(
          'good',
          `已允许 ${origin} 的网页直接使用存储（CORS）。`,
          `Pages of ${origin} may use the store now (CORS was set).`,
        )
      : found(
          'good',
          `${origin} 的网页可以直接使用存储（CORS）。`,
          `Pages of ${origin} may use the store (CORS).`,
        );
  if (set === null)
    return found(
      'bad',
      `${publicOrigin} 不允许 ${origin} 的网页上传和播放：请运行 lianke doctor --fix 设置 CORS。`,
      `${publicOrigin} does not let pages of ${origin} upload and play: run lianke doctor --fix to set CORS.`,
    );
  return found(
    'bad',
    `这个存储不能由程序设置存储桶“${bucket}”的 CORS，请在存储一侧允许 ${origin} 的 GET、HEAD、PUT（MinIO：MINIO_API_CORS_ALLOW_ORIGIN；versitygw：--cors-allow-origin；其他见其文档）。`,
    `This store does not let us set the CORS of bucket ${bucket}; allow GET, HEAD and PUT from ${origin} on its side (MinIO: MINIO_API_CORS_ALLOW_ORIGIN; versitygw: --cors-allow-origin; others: their manual).`,
  );
}

async function parts(settings: S3Settings): Promise<StoreFinding[]> {
  const { client, open } = clientsOf(settings);
  const { takesParts, bindsLength, dropsHalves } = await tryParts(client, open);
  if (!takesParts)
    return [
      found(
        'bad',
        `${settings.publicOrigin} 不接受分片上传：请检查前面的代理是否保留了 Host 和 Content-Length。`,
        `${settings.publicOrigin} does not take parts: see whether a proxy before it keeps Host and Content-Length as they are.`,
      ),
    ];
  const findings = [found('good', '浏览器可以直接分片上传。', 'Browsers can upload parts to it.')];
  if (!bindsLength)
    findings.push(
      found(
        'warn',
        '这个存储接受比签名更大的分片：过大的上传要到完成时才会被拒绝。',
        'This store takes parts larger than they were signed for: too large an upload is refused only when it is completed.',
      ),
    );
  if (!dropsHalves)
    findings.push(
      found(
        'warn',
        '这个存储会把中途断开的分片当作完整分片保存，续传的大文件可能损坏：请在它前面放一个先收完请求再转发的代理（nginx 的 proxy_request_buffering on）。',
        'This store keeps a part whose connection broke off as if it were whole, so large uploads that are resumed may be damaged: put a proxy before it that reads requests to their end (nginx: proxy_request_buffering on).',
      ),
    );
  return findings;
}

function found(level: StoreFinding['level'], zh: string, en: string): StoreFinding {
  return { level, text: { zh, en } };
}
