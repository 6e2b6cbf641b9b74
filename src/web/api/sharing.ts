import type { z } from 'zod';
import type {
  Addressee,
  AudienceInput,
  AudienceOfManyResult,
  AudiencePreview,
  audiencePreviewRequest,
  Selection,
  SharingDefault,
} from '../../contracts/audience.js';
import type { HandOverPage, HandOverRequest, HandOverResult } from '../../contracts/hand-over.js';
import type { LinkPreview } from '../../contracts/ties.js';
import type { GrantInput, GrantView } from '../../contracts/grants.js';
import type {
  CreatedLink,
  CreateLinkInput,
  LinkEvent,
  SharedView,
  ShareLinkView,
} from '../../contracts/links.js';
import type { usage } from '../../contracts/resources.js';
import type { SightPage, ViewersPage, ViewReasonKind } from '../../contracts/viewers.js';
import { API_BASE } from '../../contracts/content-routes.js';
import { request, withQuery } from './http.js';
import type { ResourceView } from './resources.js';

export type {
  HandOverItem,
  HandOverPage,
  HandOverRequest,
  HandOverResult,
} from '../../contracts/hand-over.js';
export type { LinkPreview } from '../../contracts/ties.js';
export type {
  Addressee,
  AudienceOfManyResult,
  AudiencePart,
  AudiencePreview,
  KeptBecause,
  SharingDefault,
} from '../../contracts/audience.js';
export type { GrantInput, GrantView } from '../../contracts/grants.js';
export { DEFAULT_LICENCE, LICENCE_KEYS, LICENCES, type LicenceKey } from '../../contracts/licences.js';
export type {
  CreatedLink,
  CreateLinkInput,
  LinkEvent,
  SharedView,
  ShareLinkView,
} from '../../contracts/links.js';
export { VIEW_REASONS } from '../../contracts/constants.js';
export type { SightPage, Viewer, ViewReason, ViewReasonKind, ViewersPage } from '../../contracts/viewers.js';
export type UsageInput = z.input<typeof usage>;
interface List<T> {
  items: T[];
}

export const readReach = (schoolId: string) =>
  request<List<Addressee>>('GET', '/sharing/reach', { query: { schoolId } });
export const searchPeople = (schoolId: string, text: string, signal?: AbortSignal) =>
  request<List<Addressee>>('GET', '/sharing/people', { query: { schoolId, text }, signal });
/** What an audience is chosen for: a resource that I manage, or something new of these types. */
export type Shown = Pick<z.input<typeof audiencePreviewRequest>, 'resourceId' | 'types'>;
export const previewAudience = (schoolId: string, audience: AudienceInput, shown: Shown = {}) =>
  request<AudiencePreview>('POST', '/sharing/audience', { body: { schoolId, audience, ...shown } });

export const setAudienceOfMany = (selection: Selection, audience: AudienceInput) =>
  request<AudienceOfManyResult>('PUT', '/resources/audience', { body: { selection, audience } });

export const readHandOver = (schoolId: string, personId: string, cursor?: string) =>
  request<HandOverPage>('GET', `/schools/${schoolId}/hand-over/${personId}`, {
    query: { cursor, limit: 50 },
  });
export const handOver = (schoolId: string, personId: string, body: HandOverRequest) =>
  request<HandOverResult>('POST', `/schools/${schoolId}/hand-over/${personId}`, { body });

export const readLinkPreview = (schoolId: string, groupId: string) =>
  request<LinkPreview>('GET', '/school-links/preview', { query: { schoolId, groupId } });

export const readDefaults = (schoolId: string) =>
  request<List<SharingDefault>>('GET', `/schools/${schoolId}/sharing-defaults`);
export const saveDefaults = (schoolId: string, items: SharingDefault[]) =>
  request<List<SharingDefault>>('PUT', `/schools/${schoolId}/sharing-defaults`, { body: { items } });

export const setUsage = (id: string, rev: number, body: UsageInput) =>
  request<ResourceView>('PATCH', `/resources/${id}/usage`, { body, ifMatch: rev });

/** What rights are given to by name. */
export interface GrantedThing {
  kind: 'resources' | 'collections';
  id: string;
  schoolId: string;
}
const grantsOf = ({ kind, id }: GrantedThing) => `/${kind}/${id}/grants`;
export const readGrants = (thing: GrantedThing) => request<List<GrantView>>('GET', grantsOf(thing));
export const giveGrant = (thing: GrantedThing, body: GrantInput) =>
  request<List<GrantView>>('PUT', grantsOf(thing), { body });
export const takeGrant = (thing: GrantedThing, key: string) =>
  request<List<GrantView>>('DELETE', `${grantsOf(thing)}/${encodeURIComponent(key)}`);

export const readLinks = (id: string) => request<List<ShareLinkView>>('GET', `/resources/${id}/links`);
export const createLink = (id: string, body: CreateLinkInput) =>
  request<CreatedLink>('POST', `/resources/${id}/links`, { body });
export const revokeLink = (id: string, linkId: string) =>
  request<void>('DELETE', `/resources/${id}/links/${linkId}`);
export const readLinkLog = (id: string, linkId: string) =>
  request<List<LinkEvent>>('GET', `/resources/${id}/links/${linkId}/log`);

export interface ViewersFilter {
  text?: string | undefined;
  schoolId?: string | undefined;
  reason?: ViewReasonKind | undefined;
}
export const readViewers = (id: string, filter: ViewersFilter, cursor?: string) =>
  request<ViewersPage>('GET', `/resources/${id}/viewers`, { query: { ...filter, cursor, limit: 50 } });
/** Where the list can be had as a file. */
export const viewersFile = (id: string, filter: ViewersFilter, language: string) =>
  withQuery(`${API_BASE}/resources/${id}/viewers/export`, { ...filter, language });
export const readSight = (personId: string, cursor?: string) =>
  request<SightPage>('GET', `/people/${personId}/sight`, { query: { cursor, limit: 30 } });

export const readShared = (token: string) => request<SharedView>('GET', `/links/${token}`);
export const openShared = (token: string, password?: string) =>
  request<SharedView>('POST', `/links/${token}/open`, { body: password === undefined ? {} : { password } });
