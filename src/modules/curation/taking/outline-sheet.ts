import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../../../config/settings.js';
import type {
  CollectionItem,
  CollectionView,
  GatheredRest,
  PinnedVersion,
  ResourceCard,
} from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Taxonomy } from '../../taxonomy/index.js';
import { CollectionReader } from '../collections/collection-reader.js';
import { ItemReader } from '../outline/item-reader.js';
import { SavedSearches, type Gathered } from '../coverage/saved-searches.js';

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
  /** what was put there by hand, and behind it what the section gathers by itself */
  items: SheetItem[];
  /** why not all that it gathers is here */
  rest: GatheredRest | null;
}
export interface SheetItem {
  /** from 1, through all sections, as on the page; null for what a section gathers by itself */
  number: number | null;
  title: string;
  /** kind, part, school, author: as far as it has them */
  facts: string[];
  note: string;
  address: string;
  /** null for links and collections; of a version that is held fast, with what that one held */
  resource: ResourceCard | null;
  /** an earlier version that is held fast, with the right to it; null: it is what is in force */
  earlier: PinnedVersion['earlier'];
  /** the one file that it is about; null for all of them */
  fileId: Id | null;
}

const WORDS = {
  zh: {
    ...{ link: '网页', collection: '合集', untitled: '未命名资源' },
    pages: (from: string, to: string) => (from === to ? `第 ${from} 页` : `第 ${from}–${to} 页`),
    span: (from: string, to: string) => `${from} 至 ${to}`,
    version: (since: string, until: string) => `固定版本（${since} 至 ${until}）`,
  },
  en: {
    ...{ link: 'Web page', collection: 'Collection', untitled: 'Untitled resource' },
    pages: (from: string, to: string) => (from === to ? `page ${from}` : `pages ${from}–${to}`),
    span: (from: string, to: string) => `${from}–${to}`,
    version: (since: string, until: string) => `pinned version (${since} to ${until})`,
  },
};

/** Days as China counts them, wherever the server stands. */
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
const dayOf = (instant: string) => DAY.format(new Date(instant));

/** What a sheet says of what a section gathers by itself. */
export const GATHERED_WORDS: Record<Language, { found: string } & Record<GatheredRest, string>> = {
  zh: {
    found: '以下由这一节自动收集',
    more: '这一节还收集了更多，请在网上看。',
    incomplete: '搜索暂时不完整，这一节收集的可能不全。',
  },
  en: {
    found: 'Gathered by this section itself',
    more: 'This section gathers more than this: please look online.',
    incomplete: 'The search is incomplete just now: this section may gather more.',
  },
};

/** Puts tables of contents into words. Nothing in them follows from what the asker may not see. */
@Injectable()
export class OutlineSheets {
  private readonly home: string;

  constructor(
    private readonly reader: CollectionReader,
    private readonly items: ItemReader,
    private readonly searches: SavedSearches,
    private readonly taxonomy: Taxonomy,
    @Inject(SETTINGS) settings: Pick<Settings, 'http'>,
  ) {
    this.home = settings.http.publicUrl;
  }

  /** What sections gather by themselves is taken at this moment. Throws not_found. */
  async of(actor: Actor, id: Id, language: Language): Promise<OutlineSheet> {
    const view = await this.reader.view(actor, id);
    const items = await this.items.whole(actor, id);
    const numbers = new Map(items.map((item, i) => [item.id, i + 1]));
    const searching = view.sections.filter(({ search }) => search !== null).map((section) => section.id);
    const gathered = await this.searches.gathered(actor, id, searching);
    const sections = view.sections.map((section): SheetSection => {
      const { cards, rest }: Gathered = gathered.get(section.id) ?? { cards: [], rest: null };
      const own = items.filter(({ sectionId }) => sectionId === section.id);
      return {
        title: section.title,
        text: section.text,
        items: [
          ...own.map((item) => this.item(item, numbers.get(item.id)!, language)),
          ...cards.map((card) => this.found(card, language)),
        ],
        rest,
      };
    });
    return {
      title: view.title,
      place: this.place(view, language),
      author: view.author.name,
      school: view.school.name,
      summary: view.summary,
      address: `${this.home}/collections/${id}`,
      sections: sections.filter(({ text, items: all }) => text !== '' || all.length > 0),
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
    const { resource, fileId, collection, link, note } = item;
    const words = WORDS[language];
    const none = { number, note, resource: null, earlier: null, fileId: null };
    if (link) return { ...none, title: link.title, facts: [words.link], address: link.url };
    if (collection) {
      const facts = [words.collection, collection.school.name, collection.author.name];
      return { ...none, title: collection.title, facts, address: this.at('collections', collection.id) };
    }
    const part = [rangeOf(item, language), versionOf(item, language)];
    const earlier = item.pinned?.earlier ?? null;
    return { number, note, fileId, earlier, ...this.shown(resource!, part, language) };
  }

  private found(card: ResourceCard, language: Language): SheetItem {
    return { number: null, note: '', fileId: null, earlier: null, ...this.shown(card, [], language) };
  }

  private shown(
    card: ResourceCard,
    part: readonly string[],
    language: Language,
  ): Pick<SheetItem, 'title' | 'facts' | 'address' | 'resource'> {
    const type = this.taxonomy.view().types.find(({ key }) => key === card.type)?.name[language] ?? '';
    return {
      title: card.title || WORDS[language].untitled,
      facts: [type, ...part, card.school.name, card.author.name].filter((word) => word !== ''),
      address: this.at('resources', card.id),
      resource: card,
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

/** That it is an earlier version, and of when; nothing for what is in force. */
function versionOf({ pinned }: CollectionItem, language: Language): string {
  if (!pinned?.earlier || pinned.since === null) return '';
  return WORDS[language].version(dayOf(pinned.since), dayOf(pinned.earlier.until));
}

/** Seconds as `m:ss` or `h:mm:ss`. */
function clock(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const end = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes % 60)}:${end}` : `${minutes}:${end}`;
}
