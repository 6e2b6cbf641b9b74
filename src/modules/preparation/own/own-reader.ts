import { Injectable } from '@nestjs/common';
import type { AdaptationView, LessonView, ReflectionView, ShownResource } from '../../../contracts/index.js';
import type { Actor } from '../../../kernel/actor.js';
import { notFound } from '../../../kernel/errors.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { Directory } from '../../organization/index.js';
import { ResourceReader } from '../../resources/index.js';
import { PlanLookers } from '../drafts/plan-lookers.js';
import { ShownReader } from '../drafts/shown-reader.js';
import { LessonGate } from '../lessons/lesson-gate.js';
import { OwnRepository, type AdaptationRecord, type ReflectionRecord } from './own.repository.js';

const iso = (instant: number) => new Date(instant).toISOString();
const isoOrNull = (instant: number | null) => (instant === null ? null : iso(instant));

/** What teachers made of a lesson each for themselves, as the actor may see it. */
@Injectable()
export class OwnReader {
  constructor(
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly own: OwnRepository,
    private readonly resources: ResourceReader,
    private readonly lookers: PlanLookers,
    private readonly gate: LessonGate,
    private readonly shown: ShownReader,
  ) {}

  async of(actor: Actor, lessonId: Id): Promise<Pick<LessonView, 'adaptations' | 'reflections'>> {
    const q = this.database.reader;
    const adaptations = await this.own.adaptations(q, lessonId);
    const reflections = await this.own.reflections(q, lessonId);
    const all: { userId: Id; schoolId: Id }[] = [...adaptations, ...reflections];
    const { people, schools } = await this.directory.names(q, {
      userIds: all.map(({ userId }) => userId),
      schoolIds: all.map(({ schoolId }) => schoolId),
    });
    const whose = ({ userId, schoolId }: { userId: Id; schoolId: Id }) => {
      const school = schools.get(schoolId);
      return {
        by: { id: userId, name: people.get(userId) ?? '' },
        school: { id: schoolId, name: school?.name ?? '', shortName: school?.shortName ?? '' },
      };
    };
    const titles = await this.titles(actor, adaptations);
    return {
      adaptations: adaptations.map((one): AdaptationView => {
        const title = titles.get(one.resourceId);
        return {
          ...whose(one),
          at: iso(one.at),
          handedInAt: isoOrNull(one.handedInAt),
          resource: title === undefined ? null : { id: one.resourceId, title },
        };
      }),
      reflections: reflections.map((one: ReflectionRecord): ReflectionView => ({
        ...whose(one),
        ...{ taughtOn: one.taughtOn, text: one.text, at: iso(one.at) },
        editedAt: isoOrNull(one.editedAt),
      })),
    };
  }

  /** What somebody handed in. Throws not_found for what they did not, and for who may not see the plan. */
  async adaptation(actor: Actor, planId: Id, lessonId: Id, userId: Id): Promise<ShownResource> {
    await this.gate.require(actor, planId, lessonId);
    const found = await this.own.adaptation(this.database.reader, lessonId, userId);
    const shown = found?.handedInAt == null ? null : await this.shown.resource(actor, found.resourceId);
    if (!shown) throw notFound();
    return shown;
  }

  /** Of those whose resources the actor may see: by a right of their own, or because they were handed in. */
  private async titles(actor: Actor, adaptations: readonly AdaptationRecord[]): Promise<Map<Id, string>> {
    const ids = adaptations.map(({ resourceId }) => resourceId);
    const titles = new Map((await this.resources.cards(actor, ids)).map(({ id, title }) => [id, title]));
    const shown: Id[] = [];
    for (const { resourceId, handedInAt } of adaptations)
      if (handedInAt !== null && !titles.has(resourceId) && (await this.lookers.may(actor, resourceId)))
        shown.push(resourceId);
    for (const { id, title } of await this.resources.reviewed(shown)) titles.set(id, title);
    return titles;
  }
}
