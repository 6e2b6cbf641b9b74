import { BOOKS } from './books.js';
import type { BookKey } from './books.js';
import { departmentOf, lessonResources, writerOf } from './build.js';
import { LINKS, PICTURES, RECORDINGS } from './content/extras.js';
import type { Recording } from './content/extras.js';
import { FILMS } from './content/film-list.js';
import { LESSONS } from './content/lessons.js';
import { PAPERS } from './content/papers.js';
import { WORKBOOKS } from './content/workbooks.js';
import { documentFile, fileOf, workbookFile } from './make/file.js';
import { figurePicture } from './make/figures.js';
import { filmSeconds, makeFilm } from './make/film.js';
import { paperDocument } from './make/paper-document.js';
import { recordingDocument } from './make/recording-document.js';
import type { DemoAudience, DemoFile, DemoResource, DemoType } from './types.js';

/** What every resource outside the lessons brings along. */
interface Placed {
  key: string;
  book: BookKey;
  chapter: string | null;
  author: string;
  school: string;
  daysAgo: number;
  audience: DemoAudience;
  tags: string[];
}

const placed = (
  from: Placed,
  type: DemoType,
  title: string,
  description: string,
  files: DemoFile[],
): DemoResource => ({
  key: from.key,
  title,
  description,
  type,
  book: BOOKS[from.book],
  chapter: from.chapter,
  tags: from.tags,
  author: from.author,
  school: from.school,
  department: departmentOf(from.author, from.school),
  audience: from.audience,
  publishedDaysAgo: from.daysAgo,
  files,
});

const films = FILMS.map((one, index) => {
  const file: DemoFile = {
    fileName: one.fileName,
    kind: 'mp4',
    make: async (path, { ffmpegPath }) => {
      if (ffmpegPath === null) throw new Error(`${one.fileName} needs ffmpeg`);
      await makeFilm(one.film, 1000 + index, ffmpegPath, path);
    },
  };
  const description = `${filmSeconds(one.film)} 秒动画微课：${one.film.scenes.map((scene) => scene.caption).join('；')}。`;
  return placed(one, 'micro_video', `微课：${one.film.title}`, description, [file]);
});

const papers = PAPERS.map((paper) => {
  const count = paper.parts.reduce((sum, part) => sum + part.count, 0);
  const description = `共 ${count} 题，${paper.minutes} 分钟：${paper.parts.map((part) => part.name).join('、')}。末页附全部答案。`;
  const file = documentFile(paper.fileName, () => paperDocument(paper, writerOf(paper.author, paper.school)));
  const resource = placed(paper, paper.type, paper.title, description, [file]);
  return paper.draft ? { ...resource, draft: true as const } : resource;
});

const workbooks = WORKBOOKS.map((one) =>
  placed(one, 'material', one.title, one.description, [
    workbookFile(one.fileName, () => one.model(writerOf(one.author, one.school).name)),
  ]),
);

const pictures = PICTURES.map((one) =>
  placed(one, 'material', one.title, one.description, [
    fileOf(one.fileName, 'png', () => Promise.resolve(figurePicture(one.figure).png)),
  ]),
);

const links = LINKS.map((one) => ({
  ...placed(one, 'material', one.title, one.description, []),
  linkUrl: one.url,
}));

const recordings = RECORDINGS.map((one: Recording) =>
  placed(one, 'lesson_recording', one.title, one.description, [
    documentFile(one.fileName, () => recordingDocument(one, writerOf(one.author, one.school))),
  ]),
);

/** One of each list in turn, so that the first minutes of a demo already show every kind of file. */
function mixed(...lists: DemoResource[][]): DemoResource[] {
  const all: DemoResource[] = [];
  const longest = Math.max(...lists.map((list) => list.length));
  for (let step = 0; step < longest; step++) {
    for (const list of lists) {
      const from = Math.floor((step * list.length) / longest);
      const until = Math.floor(((step + 1) * list.length) / longest);
      all.push(...list.slice(from, until));
    }
  }
  return all;
}

/** All resources of the demo in the order in which they are worth loading. */
export const DEMO_RESOURCES: readonly DemoResource[] = mixed(
  LESSONS.flatMap(lessonResources),
  films,
  papers,
  pictures,
  workbooks,
  recordings,
  links,
);
