import { z } from 'zod';
import { id, instant, instantInput, licenceKey } from './common.js';
import { REVIEW_LEVELS } from './constants.js';

export const audiencePreset = z.enum(['self', 'department', 'school', 'schools', 'group', 'custom']);

/**
 * One of those to whom a resource is shown. A person is named in a school: what is shown to them there ends with their
 * membership.
 */
export const audiencePart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), id, schoolId: id }),
  z.object({ kind: z.enum(['team', 'department', 'school', 'group']), id }),
]);
export type AudiencePart = z.infer<typeof audiencePart>;

/**
 * Who may see a resource: a set of people, teams, departments, schools and groups. `custom`: the parts named; the other
 * presets are shorthand. `department`: the departments named; `schools`: the schools named; `school`: the owning
 * school; `group`: the groups named. Times are judged when read.
 */
export const audienceInput = z.object({
  preset: audiencePreset,
  departmentIds: z.array(id).max(50).optional(),
  schoolIds: z.array(id).max(100).optional(),
  groupIds: z.array(id).max(10).optional(),
  parts: z.array(audiencePart).max(200).optional(),
  /** viewing without downloading the original */
  previewOnly: z.boolean().default(false),
});
export type AudienceInput = z.infer<typeof audienceInput>;

export const audienceView = audienceInput.extend({
  /** in words for people: names of people, teams, departments, schools or groups */
  names: z.array(z.string()),
});

/** An open bound is null; one that is left out stays as it is. The audience sees the resource in `[from, until)`. */
export const visibilityWindow = z.object({
  visibleFrom: instantInput.nullable().optional(),
  visibleUntil: instantInput.nullable().optional(),
});

/** Resources named, or everything of mine that is published and fits. */
export const MOST_SELECTED = 5_000;
export const selection = z.union([
  z.object({ ids: z.array(id).min(1).max(MOST_SELECTED) }),
  z.object({
    mine: z.object({
      type: z.string().max(40).optional(),
      subject: z.string().max(40).optional(),
      grade: z.string().max(40).optional(),
    }),
  }),
]);
export type Selection = z.infer<typeof selection>;

/** One act on many resources. `whole`: nothing is changed where one of them would be refused. */
export const audienceOfManyRequest = z.object({
  selection,
  audience: audienceInput,
  whole: z.boolean().default(false),
});
/** Why one of them keeps the audience that it had. */
export const keptBecause = z.enum([
  'not_found',
  'not_published',
  'audience_invalid',
  'consent_required',
  'licence_forbids',
  'review_required',
]);
export type KeptBecause = z.infer<typeof keptBecause>;
/**
 * What became of it. `same`: had this audience already. `refused`: kept what they had, each with the reason; those that
 * the asker may not manage answer like those that do not exist. `more`: of mine there were more than fit in one act.
 */
export const audienceOfManyResult = z.object({
  changed: z.int(),
  same: z.int(),
  refused: z.array(z.object({ id, title: z.string().nullable(), because: keptBecause })),
  more: z.boolean(),
});
export type AudienceOfManyResult = z.infer<typeof audienceOfManyResult>;

/** What a school proposes to whoever publishes; `type` null = for types without a line of their own. */
export const sharingDefault = z.object({
  type: z.string().max(40).nullable(),
  preset: z.enum(['self', 'department', 'school', 'group']),
  previewOnly: z.boolean().default(false),
  licence: licenceKey,
});
export type SharingDefault = z.infer<typeof sharingDefault>;
export const sharingDefaults = z.object({ items: z.array(sharingDefault).max(40) });

/** Something that a school can share with. */
export const addressee = z.object({
  kind: z.enum(['user', 'team', 'department', 'school', 'group']),
  id,
  /** of a person: the school in which they are named */
  schoolId: id.nullable(),
  name: z.string(),
  /** where it lies: the school of a person, team or department; empty for schools and groups */
  place: z.string(),
  /** how many people stand behind it now */
  people: z.int(),
});
export type Addressee = z.infer<typeof addressee>;

export const reachQuery = z.object({ schoolId: id });
/** Everything but people that a school can share with, its own first. */
export const reachView = z.object({ items: z.array(addressee) });
export const peopleInReachQuery = z.object({ schoolId: id, text: z.string().trim().min(1).max(50) });
export const peopleInReach = z.object({ items: z.array(addressee) });

/** `resourceId`: of a resource that the asker manages; `types`: of something new of one of them. */
export const audiencePreviewRequest = z.object({
  schoolId: id,
  audience: audienceInput,
  resourceId: id.optional(),
  types: z.array(z.string().max(40)).max(40).optional(),
});
/**
 * Who would see it: each part with its number of people, and how many they are together, nobody counted twice.
 * `levels`: those of review that stand before that, in their order; of several types, each that one of them meets.
 */
export const audiencePreview = z.object({
  parts: z.array(addressee),
  total: z.int(),
  levels: z.array(z.enum(REVIEW_LEVELS)),
});
export type AudiencePreview = z.infer<typeof audiencePreview>;

/** A window as pages show it. */
export const windowView = z.object({ visibleFrom: instant.nullable(), visibleUntil: instant.nullable() });
