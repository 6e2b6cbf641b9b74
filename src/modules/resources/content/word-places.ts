import { Injectable } from '@nestjs/common';
import type { FileText, WordPlace } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { findHits } from '../../../platform/search/text/find-hits.js';
import { compose, fold } from '../../../platform/search/text/fold.js';
import { highlight } from '../../../platform/search/text/highlight.js';
import { queryTerms, type Atom } from '../../../platform/search/text/query-terms.js';
import { AccessService } from '../../access/index.js';
import { FileService } from '../../files/index.js';
import { ResourcesRepository } from '../resources.repository.js';

/** So much of the text of a resource's files is found by search. */
export const INDEXED_CHARACTERS = 200_000;

interface PageText {
  page: number;
  text: string;
}

/** Where the words of a search stand inside a resource: asked when a hit is opened, so that searching need not know. */
@Injectable()
export class WordPlaces {
  constructor(
    private readonly database: Database,
    private readonly access: AccessService,
    private readonly repository: ResourcesRepository,
    private readonly files: FileService,
  ) {}

  /** The first page that holds most of the words; null when none holds any. Throws not_found to whom may not see it. */
  async place(actor: Actor, id: Id, words: string): Promise<WordPlace['place']> {
    if (!(await this.access.allowed(actor, 'view', 'resource', [id])).has(id)) throw notFound();
    const atoms = atomsOf(words);
    if (atoms.length === 0) return null;
    let best: WordPlace['place'] = null;
    let held = 0;
    for await (const { fileId, page, text } of this.pages(id)) {
      const count = new Set(findHits(fold(compose(text)), atoms).map((hit) => hit.atom)).size;
      if (count <= held) continue;
      best = { fileId, page };
      held = count;
      if (held === atoms.length) break;
    }
    return best;
  }

  /** Pages of the files in their order, as far as search knows them. */
  private async *pages(id: Id): AsyncGenerator<PageText & { fileId: Id }> {
    const q = this.database.reader;
    const fileIds = (await this.repository.filesOf(q, [id])).get(id) ?? [];
    const hashes = new Map((await this.files.files(q, fileIds)).map((file) => [file.id, file.sha256]));
    let left = INDEXED_CHARACTERS;
    for (const fileId of fileIds) {
      for (const page of await this.files.text(q, hashes.get(fileId) ?? '')) {
        if (left <= 0) return;
        left -= page.text.length;
        yield { fileId, ...page };
      }
    }
  }
}

/** The pages, those on which a word of the search stands with the words marked as search marks them. */
export function markedPages(pages: readonly PageText[], words: string | undefined): FileText['pages'] {
  const atoms = atomsOf(words ?? '');
  if (atoms.length === 0) return [...pages];
  return pages.map((page) => {
    const marked = highlight(page.text, atoms);
    return marked.some(({ hit }) => hit) ? { ...page, marked } : page;
  });
}

/** What search makes of the words. The dictionary is read with the first ones; nobody who searches nothing pays for it. */
const atomsOf = (words: string): Atom[] => (words.trim() === '' ? [] : queryTerms(words, false).atoms);
