import type { Catalogue } from './catalogue.js';
import type { Book, ChapterNode, Edition } from './catalogue.model.js';
import { volumeFromWords } from './volume-words.js';

/** A volume in the words of a list of textbooks: 初中, 物理, 人教版, 八年级, 上册. */
export interface BookWords {
  stage: string;
  subject: string;
  edition: string;
  /** null for the volumes of the senior stage */
  grade: string | null;
  volume: string;
}

/** Finds the textbook that a list means; editors' names in the edition are ignored unless they decide. */
export function findBook(catalogue: Catalogue, words: BookWords): Book | undefined {
  const stage = catalogue.stages.find((s) => fold(s.zh) === fold(words.stage));
  const subject = catalogue.subjects.find((s) => [s.zh, ...s.aliases].includes(words.subject));
  const grade = catalogue.grades.find((g) => g.zh === words.grade);
  const volume = volumeFromWords(words.volume);
  if (!stage || !subject || !volume || (words.grade !== null && !grade)) return undefined;
  const shelf = catalogue.booksOf({
    stage: stage.key,
    subject: subject.key,
    volume,
    kind: 'textbook',
    ...(grade ? { grade: grade.key } : {}),
  });
  const editions = catalogue.editions.filter((edition) => editionIs(edition, words.edition));
  return shelf.find((book) => editions.some((edition) => edition.key === book.edition));
}

/** Finds a node of a book by its printed title or by its name alone; chapters before knowledge points. */
export function findChapter(catalogue: Catalogue, bookId: string, title: string): ChapterNode | undefined {
  const wanted = fold(title);
  const nodes = catalogue.nodesOf(bookId);
  const chapters = nodes.filter((node) => node.kind === 'chapter');
  return (
    chapters.find((node) => fold(node.title) === wanted) ??
    chapters.find((node) => fold(node.name) === wanted) ??
    nodes.find((node) => node.kind === 'point' && fold(node.name) === wanted)
  );
}

function editionIs(edition: Edition, words: string): boolean {
  const plain = words.replace(/（主编：[^）]*）/g, '');
  const names = [edition.zh, ...edition.aliases].map(fold);
  if (names.includes(fold(plain))) return true;
  const editor = /（主编：([^&）]+)/.exec(words)?.[1];
  return editor !== undefined && fold(edition.zh) === fold(`${plain}（${editor}主编）`);
}

/** Same text whatever its width, case, spacing, quotes and brackets. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()（）"'“”‘’「」《》·•.,，。、:：!！?？\-—–_]+/g, '');
}
