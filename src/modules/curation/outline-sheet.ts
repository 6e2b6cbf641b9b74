import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../config/settings.js';
import type { CollectionItem, CollectionView } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import type { Id } from '../../kernel/ids.js';
import { Taxonomy } from '../taxonomy/index.js';
import { CollectionReader } from './collection-reader.js';
import { ItemReader } from './item-reader.js';

export type Language = 'zh' | 'en';

/** A collection's table of contents in words, as somebody may read it. */
export interface OutlineSheet {
  title: string;
  /** stage or grade, subject, book, chapter: as far as it is said */
  place: string[];
  author: string;
  school: string;
  summary: string;
  address: string;
  sections: SheetSection[];
}
export interface SheetSection {
  title: string;
  text: string;
  items: SheetItem[];
}
export interface SheetItem {
  /** from 1, through all sections */
  number: number;
  title: string;
  /** kind, part, school, author: as far as it has them */
  facts: string[];
  note: string;
  address: string;
  item: CollectionItem;
}

const WORDS = {
  zh: {
    ...{ link: '网页', collection: '合集', untitled: '未命名资源' },
    pages: (from: string, to: string) => (from === to ? `第 ${from} 页` : `第 ${from}–${to} 页`),
    span: (from: string, to: string) => `${from} 至 ${to}`,
  },
  en: {
    ...{ link: 'Web page', collection: 'Collection', untitled: 'Untitled resource' },
    pages: (from: string, to: string) => (from === to ? `page ${from}` : `pages ${from}–${to}`),
    span: (from: string, to: string) => `${from}–${to}`,
  },
};

/** Puts tables of contents into words. Nothing in them follows from what the asker may not see. */
@Injectable()
export class OutlineSheets {
  private readonly home: string;

  constructor(
    private readonly reader: CollectionReader,
    private readonly items: ItemReader,
    private readonly taxonomy: Taxonomy,
    @Inject(SETTINGS) settings: Pick<Settings, 'http'>,
  ) {
    this.home = settings.http.publicUrl;
  }

  /** Throws not_found. */
  async of(actor: Actor, id: Id, language: Language): Promise<OutlineSheet> {
    const view = await this.reader.view(actor, id);
    const items = await this.items.whole(actor, id);
    const numbers = new Map(items.map((item, i) => [item.id, i + 1]));
    const sections = view.sections.map((section) => ({
      title: section.title,
      text: section.text,
      items: items
        .filter(({ sectionId }) => sectionId === section.id)
        .map((item) => this.item(item, numbers.get(item.id)!, language)),
    }));
    return {
      title: view.title,
      place: this.place(view, language),
      author: view.author.name,
      school: view.school.name,
      summary: view.summary,
      address: `${this.home}/collections/${id}`,
      sections: sections.filter(({ text, items: own }) => text !== '' || own.length > 0),
    };
  }

  private place(view: CollectionView, language: Language): string[] {
    const { stages, grades, subjects } = this.taxonomy.view();
    const name = (list: readonly { key: string; name: Record<Language, string> }[], key: string | null) =>
      list.find((one) => one.key === key)?.name[language] ?? '';
    const words = [
      name(grades, view.grade) || name(stages, view.stage),
      name(subjects, view.subject),
      view.bookTitle ?? '',
      ...view.chapterPath,
    ];
    return words.filter((word) => word !== '');
  }

  private item(item: CollectionItem, number: number, language: Language): SheetItem {
    const { resource, collection, link, note } = item;
    const words = WORDS[language];
    if (link) return { number, title: link.title, facts: [words.link], note, address: link.url, item };
    if (collection) {
      const facts = [words.collection, collection.school.name, collection.author.name];
      return {
        number,
        title: collection.title,
        facts,
        note,
        address: this.at('collections', collection.id),
        item,
      };
    }
    const card = resource!;
    const type = this.taxonomy.view().types.find(({ key }) => key === card.type)?.name[language] ?? '';
    const facts = [type, rangeOf(item, language), card.school.name, card.author.name];
    return {
      ...{ number, note, item },
      title: card.title || words.untitled,
      facts: facts.filter((word) => word !== ''),
      address: this.at('resources', card.id),
    };
  }

  private at(kind: 'resources' | 'collections', id: Id): string {
    return `${this.home}/${kind}/${id}`;
  }
}

/** Which pages or seconds; nothing for the whole of something. */
function rangeOf({ kind, from, to }: CollectionItem, language: Language): string {
  if (from === null || to === null) return '';
  const { pages, span } = WORDS[language];
  return kind === 'span' ? span(clock(from), clock(to)) : pages(String(from), String(to));
}

/** Seconds as `m:ss` or `h:mm:ss`. */
function clock(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const end = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes % 60)}:${end}` : `${minutes}:${end}`;
}
