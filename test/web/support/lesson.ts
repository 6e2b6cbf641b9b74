import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DEMO_RESOURCES, demoFiles } from '../../../src/demo/index.js';
import { eventually, type ApiClient } from '../../support/client.js';

/** One lesson as a teacher has it on disk: a plan, slides, a worksheet and a film. */
export const LESSON = [
  { key: 'yw4a-guanchao-lesson-plan', type: 'lesson_plan' },
  { key: 'yw4a-guanchao-slides', type: 'slides' },
  { key: 'yw4a-guanchao-homework', type: 'homework' },
  { key: 'wk-fenshu', type: 'micro_video' },
] as const;

/** Makes the files of the lesson with the demo's own code, under the teacher's names; their paths, in the order above. */
export async function makeLesson(folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const resources = LESSON.map(({ key }) => DEMO_RESOURCES.find((r) => r.key === key)!);
  const made: string[] = [];
  const ffmpegPath = process.env['FFMPEG_PATH'] ?? 'ffmpeg';
  for await (const file of demoFiles({ directory: folder, ffmpegPath, resources })) {
    const path = join(folder, file.fileName);
    renameSync(file.path, path);
    made.push(path);
  }
  return made;
}

/** Uploads and publishes them over the API and waits until each can be looked at; the ids of the resources. */
export async function shareLesson(
  author: ApiClient,
  paths: readonly string[],
  groupId: string,
): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, path] of paths.entries()) {
    const name = basename(path);
    const upload = await author.upload(name, readFileSync(path));
    const made = await author.post<{ id: string }>('resources', {
      title: name.replace(/\.\w+$/, ''),
      type: LESSON[index]!.type,
      uploadIds: [upload],
    });
    const { id } = made.body;
    const ready = await eventually(
      async () =>
        (
          await author.get<{ rev: number; pendingUploads: number; files: { state: string }[] }>(
            `resources/${id}`,
          )
        ).body,
      (view) => view.pendingUploads === 0 && view.files.every((f) => f.state === 'ready'),
      180_000,
    );
    const published = await author.post(
      `resources/${id}/publish`,
      { audience: { preset: 'group', groupIds: [groupId] } },
      { 'if-match': `"${ready.rev}"` },
    );
    if (published.status >= 300) throw new Error(`Not published: ${JSON.stringify(published.body)}`);
    ids.push(id);
  }
  return ids;
}
