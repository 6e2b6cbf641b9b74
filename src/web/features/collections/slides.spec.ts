import type { CollectionItem } from '../../api/collections.js';
import type { FileView, ResourceView } from '../../api/resources.js';
import { asPinned } from './as-pinned.js';
import { slidesOf } from './slides.js';

const file = (id: string, kind: string, preview: Partial<FileView['preview']>) =>
  ({
    id,
    kind,
    preview: { pages: 0, playable: false, hasImage: false, hasText: false, ...preview },
  }) as FileView;
const deck = file('deck', 'presentation', { pages: 4, pageCount: 4, hasText: true });
const film = file('film', 'video', { playable: true });
const picture = file('picture', 'image', { hasImage: true });
const resource = (...fullFiles: FileView[]) =>
  ({ id: 'r', right: 'view', linkUrl: null, fullFiles }) as unknown as ResourceView;
const item = (more: Partial<CollectionItem> = {}) =>
  ({
    kind: 'resource',
    fileId: null,
    from: null,
    to: null,
    link: null,
    collection: null,
    ...more,
  }) as CollectionItem;
const told = (...asked: Parameters<typeof slidesOf>) =>
  slidesOf(...asked).map((slide) => {
    if (slide.show === 'page') return `${slide.file.id} ${slide.page}`;
    if (slide.show === 'file') return `${slide.file.id} from ${slide.start ?? 'the start'}`;
    return slide.show;
  });

describe('the slides of an item', () => {
  it('are all pages, pictures and films of a resource, one after the other', () => {
    const all = resource(deck, picture, film);
    const pages = ['deck 1', 'deck 2', 'deck 3', 'deck 4'];
    expect(told(item(), all)).toEqual([...pages, 'picture', 'film from the start']);
    const linked = { ...resource(picture), linkUrl: 'https://example.org/' };
    expect(told(item(), linked)).toEqual(['link', 'picture']);
  });

  it('are the pages or the beginning that the item says, of that file alone', () => {
    const pages = item({ kind: 'pages', fileId: 'deck', from: 2, to: 3 });
    expect(told(pages, resource(picture, deck))).toEqual(['deck 2', 'deck 3']);
    const span = item({ kind: 'span', fileId: 'film', from: 75, to: 90 });
    expect(told(span, resource(film, deck))).toEqual(['film from 75']);
  });

  it('stop at the last page that is drawn, and say so where none is', () => {
    const drawn = { ...deck, preview: { ...deck.preview, pages: 2 } };
    expect(told(item({ kind: 'pages', fileId: 'deck', from: 2, to: 4 }), resource(drawn))).toEqual([
      'deck 2',
    ]);
    expect(told(item({ kind: 'pages', fileId: 'deck', from: 3, to: 4 }), resource(drawn))).toEqual([
      'deck from the start',
    ]);
  });

  it('are those of the earlier version that the item keeps to, with the right to that one', () => {
    const now = { ...resource(picture), linkUrl: 'https://example.org/', right: 'download' } as ResourceView;
    const until = '2026-11-01T00:00:00.000Z';
    const earlier = { until, linkUrl: null, files: [deck], right: 'view' as const };
    const before = asPinned(now, { number: 1, since: until, earlier });
    expect([told(item(), before), before.right]).toEqual([['deck 1', 'deck 2', 'deck 3', 'deck 4'], 'view']);
    expect(asPinned(now, { number: 2, since: until, earlier: null })).toBe(now);
    expect(asPinned(now, null)).toBe(now);
  });

  it('are cards for links and collections, nothing for an empty resource, and none before it is known', () => {
    const link = { url: 'https://example.org/', title: '网页' };
    expect(told(item({ kind: 'link', link }), undefined)).toEqual(['link']);
    expect(told(item({ kind: 'collection', collection: {} as never }), undefined)).toEqual(['collection']);
    expect(told(item(), resource())).toEqual(['nothing']);
    expect(told(item(), undefined)).toEqual([]);
  });
});
