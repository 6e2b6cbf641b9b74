import { loadSettings } from '../config/settings.js';
import { FileSweep } from '../modules/files/index.js';
import { UploadSweep } from '../modules/uploads/index.js';
import { requireInstalled, withInstallation } from './installation.js';
import { say, type Text } from './words.js';

/** How many keys are printed before only their number is told. */
const SHOWN = 20;

/** Compares rows and stored objects both ways. Changes nothing unless `apply`. */
export async function sweep({ apply = false }: { apply?: boolean }): Promise<void> {
  const settings = loadSettings();
  requireInstalled(settings);
  await withInstallation(settings, async (installation) => {
    const files = await installation.get(FileSweep).run(apply);
    const uploads = await installation.get(UploadSweep).run(apply);
    count(
      {
        zh: '没有文件引用的内容（开始 14 天宽限）',
        en: 'contents that no file refers to (14 days of grace begin)',
      },
      files.marked,
    );
    count({ zh: '宽限已过的内容', en: 'contents whose grace is over' }, files.removedBlobs);
    count({ zh: '过期而未完成的上传', en: 'uploads in which nothing happens any more' }, uploads.ended);
    count({ zh: '已结束上传的残留', en: 'ended uploads that left something in the store' }, uploads.cleared);
    count({ zh: '早已结束的上传记录', en: 'rows of uploads that ended long ago' }, uploads.forgotten);
    count(
      { zh: '没有资源使用的上传文件', en: 'uploaded files that no resource took' },
      uploads.unattachedFiles,
    );
    count({ zh: '不准确的用量统计', en: 'counts of used room that are wrong' }, uploads.quotaRows);
    keys({ zh: '没有记录的对象', en: 'objects without a row' }, [
      ...files.orphanObjects,
      ...uploads.orphanObjects,
    ]);
    keys(
      {
        zh: '缺失的对象（数据丢失，请从备份恢复）',
        en: 'missing objects (lost data: restore them from a backup)',
      },
      files.missingObjects,
    );
    console.log(
      say(
        apply
          ? { zh: '已清理。', en: 'Done.' }
          : {
              zh: '以上只是检查，没有改动；加 --apply 才会清理。',
              en: 'Nothing was changed; with --apply it will be.',
            },
      ),
    );
  });
}

function count(what: Text, number: number): void {
  console.log(`${String(number).padStart(6)}  ${say(what)}`);
}

function keys(what: Text, list: readonly string[]): void {
  count(what, list.length);
  for (const key of list.slice(0, SHOWN)) console.log(`        ${key}`);
  if (list.length > SHOWN) console.log(`        … +${list.length - SHOWN}`);
}
