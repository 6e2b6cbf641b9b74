/** A name in both languages of the interface; `key` is stable ASCII and is what gets stored. */
export interface Named {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
}

/** 学段. The five-four variants (五•四学制) are stages of their own. */
export interface Stage extends Named {
  /** grade keys of the stage, in order */
  readonly grades: readonly string[];
  /** subjects taught in the stage, in the order of the catalogue */
  readonly subjects: readonly StageSubject[];
}

/** A subject within a stage. `firstGrade` is the number of the first grade that has it (物理 begins in grade 8). */
export interface StageSubject {
  readonly subject: string;
  readonly firstGrade: number;
}

export interface Subject extends Named {
  /** other names that teachers use (道法, 生物, 信息技术) */
  readonly aliases: readonly string[];
}

/** 年级: `g1` … `g9`, then `g10` 高一 … `g12` 高三. */
export interface Grade extends Named {
  readonly number: number;
}

/** 版本. Editions of one publisher share a `family` (人教版, 人教A版, 人教版（简谱）→ `renjiao`). */
export interface Edition extends Named {
  readonly family: string;
  readonly aliases: readonly string[];
}

/** 册次: `a` 上册, `b` 下册, `full` 全一册, `bx1` 必修 第一册, `xb2` 选择性必修 第二册 … */
export type Volume = Named;

/** 资源类型, with the terms of the two outside vocabularies it maps to. */
export interface ResourceType extends Named {
  readonly aliases: readonly TypeAlias[];
  /** LRMI learningResourceType concept */
  readonly lrmi: string;
  /** IEEE LOM 5.2 learning resource type */
  readonly lom: string;
}

/** A word that tells the type; a weak one (期末, 视频) only hints at it. */
export interface TypeAlias {
  readonly word: string;
  readonly weak: boolean;
}

export const BOOK_KINDS = ['textbook', 'atlas', 'workbook', 'teacher', 'reader'] as const;
export type BookKind = (typeof BOOK_KINDS)[number];

/** One textbook volume. */
export interface Book {
  /** id in the public list of textbooks, or `b-<subject>-<edition>-<volume>` where that list has a gap */
  readonly id: string;
  readonly stage: string;
  readonly subject: string;
  readonly edition: string;
  /** grades it is made for; empty for the volumes of the senior stage, which are bound to no year */
  readonly grades: readonly string[];
  readonly volume: string;
  readonly kind: BookKind;
  /** as printed, without the name of the series: 数学三年级上册 */
  readonly title: string;
}

/** A unit, chapter, section or lesson of a book, or a knowledge point under one. */
export interface ChapterNode {
  /** `<bookId>.<n>[.<m>]`; knowledge points `<id of their unit>.k<m>` */
  readonly id: string;
  readonly bookId: string;
  readonly parentId: string | null;
  readonly kind: 'chapter' | 'point';
  /** 1 for the units or chapters of a book */
  readonly depth: number;
  /** as printed: 第三单元 测量, Unit 3 Weather, 1.2 有理数 */
  readonly title: string;
  /** the title without its number; empty when the book prints only a number */
  readonly name: string;
  /** the printed number (第十三章 → 13), null where nothing is printed */
  readonly number: number | null;
  readonly childIds: readonly string[];
}

/** Where a resource stands in the taxonomy; every part may be missing. */
export interface Placement {
  stage: string | null;
  subject: string | null;
  grade: string | null;
  bookId: string | null;
  chapterId: string | null;
}
