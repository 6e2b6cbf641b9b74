import { ago, people, uid } from './stage-data.mjs';
import { resources } from './stage-resources.mjs';
import * as contracts from '../../../dist/contracts/index.js';

const notice = (hours, kind, part) => ({
  id: uid(),
  kind,
  at: ago(hours),
  seen: hours > 24,
  by: { id: people[1].id, name: people[1].name },
  title: resources[0].title,
  within: null,
  text: null,
  news: null,
  due: null,
  place: { page: 'resource', id: resources[0].id },
  ...part,
});
const within = '七上《有理数》一单元备齐';
const mine = { page: 'proposals' };
const changed = (hours, news) =>
  notice(hours, 'collection_changed', {
    by: null,
    title: within,
    news,
    place: { page: 'collection', id: uid() },
  });
const lesson = { page: 'lesson', planId: uid(), id: uid() };
/** Some notice of lesson preparation. */
const prepared = (hours, kind, part) =>
  notice(hours, `preparation_${kind}`, {
    title: '2.2 整式的加减',
    within: '七年级上册数学集体备课',
    place: lesson,
    ...part,
  });
const due = (what, late) => ({ by: null, due: { what, day: ago(-48).slice(0, 10), late } });
/** One notice of every kind, and one of what is no longer shared with its reader. */
const notices = [
  prepared(0.2, 'due', due('draft', false)),
  prepared(0.3, 'remarked', {}),
  prepared(60, 'lead', {}),
  prepared(61, 'drafted', {}),
  prepared(62, 'agreed', {}),
  prepared(63, 'due', due('agree', true)),
  prepared(64, 'lead_gone', { by: null }),
  prepared(65, 'organizer', {
    title: '七年级上册数学集体备课',
    within: null,
    place: { page: 'plan', id: uid() },
  }),
  notice(0.4, 'proposal_made', { title: within, place: { page: 'queue', id: uid() } }),
  changed(1, { added: 3, removed: 1, reopened: false }),
  notice(3, 'widening', { within }),
  notice(26, 'proposal_accepted', { within, place: mine }),
  notice(30, 'proposal_declined', { within, place: mine, text: '已经有类似的了，这份留给复习课用。' }),
  notice(50, 'resource_granted', {}),
  notice(70, 'collection_granted', { title: within, place: { page: 'collection', id: uid() } }),
  changed(75, { added: 12, removed: 0, reopened: true }),
  notice(80, 'proposal_declined', { title: null, within: null, place: mine, text: '这一课已经满了。' }),
];

/** What the stage answers about notices. */
export const noticeRoutes = () => [
  [
    'GET',
    /^\/notices\/unseen$/,
    ({ empty }) => [
      contracts.unseenNotices,
      { count: empty ? 0 : notices.filter(({ seen }) => !seen).length },
    ],
  ],
  ['GET', /^\/notices$/, ({ empty }) => [contracts.noticePage, { items: empty ? [] : notices, next: null }]],
  ['POST', /^\/notices\/(?:[^/]+\/)?seen$/, () => null],
];
