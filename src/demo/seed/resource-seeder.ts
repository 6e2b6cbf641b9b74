import type { INestApplicationContext } from '@nestjs/common';
import type { AudienceInput } from '../../contracts/index.js';
import type { Actor } from '../../kernel/actor.js';
import { DAY, MINUTE, type Instant } from '../../kernel/clock.js';
import { newId, type Id } from '../../kernel/ids.js';
import { AccessService } from '../../modules/access/index.js';
import { ActorService } from '../../modules/organization/index.js';
import { ResourceEditor, ResourcePublisher, ResourceReader } from '../../modules/resources/index.js';
import { findBook, findChapter, Taxonomy } from '../../modules/taxonomy/index.js';
import type { DemoResource } from '../types.js';
import type { FileMaker } from './file-maker.js';
import { get, known } from './organization.js';
import type { DemoProgress } from './progress.js';
import type { Uploading } from './uploading.js';

/** Makes the demo's resources as their authors would: files uploaded, described, published to their audience. */
export class ResourceSeeder {
  private readonly sessionId = newId();

  constructor(
    private readonly app: Pick<INestApplicationContext, 'get'>,
    private readonly progress: DemoProgress,
    private readonly maker: FileMaker,
    private readonly uploading: Uploading,
    /** the demo’s today: days of publication are counted back from here */
    private readonly today: Instant,
  ) {}

  /** Does what is not done yet of one resource. */
  async seed(resource: DemoResource): Promise<void> {
    const { key } = resource;
    if (this.progress.isDone(key)) return;
    const actor = await get(this.app, ActorService).load(
      known(this.progress.ids.people, resource.author),
      this.sessionId,
    );
    const id = (await this.begunBefore(actor, resource)) ?? (await this.create(actor, resource));
    if (!resource.draft) await this.publish(actor, id, resource);
    this.progress.note(key, id, true);
  }

  /** What an interrupted run has made of it; between making and noting it the author has it as a draft. */
  private async begunBefore(actor: Actor, resource: DemoResource): Promise<Id | null> {
    const noted = this.progress.made(resource.key);
    if (noted !== null) return noted ?? null;
    const { items } = await get(this.app, ResourceReader).list(actor, { scope: 'mine', limit: 50 });
    return items.find((card) => card.state === 'draft' && card.title === resource.title)?.id ?? null;
  }

  private async create(actor: Actor, resource: DemoResource): Promise<Id> {
    const schoolId = known(this.progress.ids.schools, resource.school);
    const uploadIds: Id[] = [];
    for (const [index, { fileName }] of resource.files.entries()) {
      const bytes = await this.maker.bytes(resource.key, index);
      const key = `${resource.key} ${index}`;
      uploadIds.push(await this.uploading.upload(actor, { key, fileName, schoolId, bytes }));
    }
    this.progress.note(resource.key, null);
    const id = await get(this.app, ResourceEditor).create(actor, {
      title: resource.title,
      description: resource.description,
      type: resource.type,
      tags: resource.tags,
      ...this.place(resource),
      schoolId,
      uploadIds,
      ...(resource.linkUrl === undefined ? {} : { linkUrl: resource.linkUrl }),
    });
    this.progress.note(resource.key, id);
    return id;
  }

  private async publish(actor: Actor, id: Id, resource: DemoResource): Promise<void> {
    const publishedAt = this.today - resource.publishedDaysAgo * DAY - minutesOf(resource.key) * MINUTE;
    const view = await get(this.app, ResourceReader).view(actor, id);
    if (view.state === 'published') return;
    const right = await get(this.app, AccessService).authorize(actor, 'manage', 'resource', id);
    const audience = this.audience(resource);
    await get(this.app, ResourcePublisher).publish(right, view.rev, audience, { publishedAt });
  }

  /** Where it stands in the catalogue of textbooks; stage, subject and grade follow from the book. */
  private place({ book, chapter }: DemoResource): { bookId: string; chapterId: string | null } {
    const { catalogue } = get(this.app, Taxonomy);
    const found = findBook(catalogue, book);
    if (!found) throw new Error(`The catalogue has no ${book.subject} ${book.grade ?? ''} ${book.volume}.`);
    const node = chapter === null ? undefined : findChapter(catalogue, found.id, chapter);
    return { bookId: found.id, chapterId: node?.id ?? null };
  }

  private audience({ audience, department }: DemoResource): AudienceInput {
    const { departments, schools } = this.progress.ids;
    switch (audience.preset) {
      case 'schools':
        return {
          preset: 'schools',
          schoolIds: audience.schools.map((key) => known(schools, key)),
          previewOnly: false,
        };
      case 'department':
        return { preset: 'department', departmentIds: [known(departments, department)], previewOnly: false };
      case 'self':
      case 'school':
      case 'group':
        return { preset: audience.preset, previewOnly: false };
    }
  }
}

/** A time of day that is always the same for one resource, so that a day’s resources have an order. */
function minutesOf(key: string): number {
  let sum = 7;
  for (const letter of key) sum = (sum * 31 + letter.charCodeAt(0)) % 540;
  return sum;
}
