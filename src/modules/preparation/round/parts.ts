import { Injectable } from '@nestjs/common';
import type { leadList, planPeople, PersonsPart } from '../../../contracts/index.js';
import type { z } from 'zod';
import type { Actor } from '../../../kernel/actor.js';
import type { Id } from '../../../kernel/ids.js';
import { Database } from '../../../platform/database/database.port.js';
import { Directory } from '../../organization/index.js';
import { LessonsRepository } from '../lessons/lessons.repository.js';
import { OwnRepository } from '../own/own.repository.js';
import { PlanPeople } from '../plans/plan-people.js';
import { PlanReader } from '../plans/plan-reader.js';
import { RemarksRepository } from '../remarks/remarks.repository.js';

/** People listed who have done nothing yet. */
const MOST_LISTED = 300;
const CANDIDATES = 20;
const names = new Intl.Collator('zh-Hans-CN');

type Done = Record<'leads' | 'drafted' | 'remarked' | 'adapted' | 'reflected', Id[]>;
type Candidate = z.infer<typeof leadList>['items'][number];

/** Who has done what in a plan, for everybody in it: by school and name, and by nothing else. */
@Injectable()
export class Parts {
  constructor(
    private readonly database: Database,
    private readonly plans: PlanReader,
    private readonly people: PlanPeople,
    private readonly lessons: LessonsRepository,
    private readonly remarks: RemarksRepository,
    private readonly own: OwnRepository,
    private readonly directory: Directory,
  ) {}

  /** Throws not_found for who may not see the plan. */
  async of(actor: Actor, planId: Id): Promise<z.infer<typeof planPeople>> {
    const { plan } = await this.plans.require(actor, planId);
    const present = await this.people.of(this.database.reader, plan);
    const done = await this.done(planId);
    const everybody = await this.named(new Map([...[...done.keys()].map(absent), ...present]));
    const idle = everybody.filter(({ id }) => !done.has(id));
    const listed = new Set(idle.slice(0, MOST_LISTED).map(({ id }) => id));
    const items = everybody.filter(({ id }) => done.has(id) || listed.has(id));
    return {
      items: items.map(({ id, name, school }): PersonsPart => ({
        ...{ person: { id, name }, school, present: present.has(id) },
        ...(done.get(id) ?? nothing()),
      })),
      more: idle.length > MOST_LISTED,
    };
  }

  /** People who can lead a lesson, by name: those whose name holds the text. Throws not_found. */
  async leads(actor: Actor, planId: Id, text: string): Promise<Candidate[]> {
    const { plan } = await this.plans.require(actor, planId);
    const all = await this.named(await this.people.of(this.database.reader, plan));
    const wanted = text.toLowerCase();
    return all.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, CANDIDATES);
  }

  private async done(planId: Id): Promise<Map<Id, Done>> {
    const q = this.database.reader;
    const found = new Map<Id, Done>();
    const add = (what: keyof Done, userId: Id | null, lessonId: Id) => {
      if (userId === null) return;
      const done = found.get(userId) ?? nothing();
      done[what].push(lessonId);
      found.set(userId, done);
    };
    for (const { id, leadId, laidBy, state } of await this.lessons.ofPlans(q, [planId])) {
      if (state !== 'dropped') add('leads', leadId, id);
      add('drafted', laidBy, id);
    }
    for (const { userId, lessonId } of await this.remarks.writers(q, planId))
      add('remarked', userId, lessonId);
    for (const { userId, lessonId } of await this.own.adapters(q, planId)) add('adapted', userId, lessonId);
    for (const { userId, lessonId } of await this.own.reflecters(q, planId))
      add('reflected', userId, lessonId);
    return found;
  }

  private async named(schoolOf: ReadonlyMap<Id, Id | null>): Promise<Candidate[]> {
    const { people, schools } = await this.directory.names(this.database.reader, {
      userIds: [...schoolOf.keys()],
      schoolIds: [...schoolOf.values()].flatMap((id) => id ?? []),
    });
    return [...schoolOf]
      .map(([id, schoolId]): Candidate => {
        const school = schoolId === null ? undefined : schools.get(schoolId);
        return {
          ...{ id, name: people.get(id) ?? '' },
          school: school && schoolId !== null ? { id: schoolId, ...school } : null,
        };
      })
      .sort(compare);
  }
}

const nothing = (): Done => ({ leads: [], drafted: [], remarked: [], adapted: [], reflected: [] });
const absent = (id: Id): [Id, null] => [id, null];

/** By school, those without one last; then by name. */
function compare(a: Candidate, b: Candidate): number {
  if (a.school === null || b.school === null) {
    if (a.school !== b.school) return a.school === null ? 1 : -1;
  } else if (a.school.id !== b.school.id) {
    return names.compare(a.school.name, b.school.name) || (a.school.id < b.school.id ? -1 : 1);
  }
  return names.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
}
