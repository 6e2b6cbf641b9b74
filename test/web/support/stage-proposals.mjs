import { ago, people, uid } from './stage-data.mjs';
import { collections, items } from './stage-collections.mjs';
import * as contracts from '../../../dist/contracts/index.js';

const person = (n) => ({ id: people[n].id, name: people[n].name });
const whole = ({ kind, resource, fileId, from, to, link, collection }) => ({
  kind,
  resource,
  fileId,
  from,
  to,
  link,
  collection,
});
const proposal = (hours, item, part = {}) => ({
  id: uid(),
  at: ago(hours),
  state: 'open',
  item: item && whole(item),
  gap: null,
  decision: null,
  reason: '我们班用过，学生很喜欢。',
  ...part,
});
const decided = (state, reason) => ({ state, decision: { at: ago(3), by: person(1), reason } });
const long =
  '整节课的板书都在里面，可以放在第二课时之后；我们学校三个班都试过，基础弱的学生也跟得上，只要把第三题换掉。';
const hidden = { item: null, gap: 'away' };

/** One of everything that a curator can find in the queue, and the same as whoever proposed reads it. */
const queue = {
  open: [
    proposal(50, items[0], { by: person(2), reason: long }),
    proposal(30, items[3], { by: person(3) }),
    proposal(20, null, { ...hidden, by: person(5), reason: null }),
    proposal(4, items[1], { by: person(4), gap: 'withdrawn' }),
  ],
  decided: [
    proposal(90, items[4], { by: person(2), ...decided('accepted', null) }),
    proposal(120, items[5], { by: person(3), ...decided('declined', '已经有类似的了，这份留给复习课用。') }),
  ],
};
const { id, title } = collections[0];
const own = [
  proposal(2, items[2], { collection: { id, title }, reason: long }),
  proposal(30, items[0], { collection: { id, title }, ...decided('accepted', null) }),
  proposal(60, items[3], {
    collection: { id, title },
    ...decided('declined', '已经有类似的了，这份留给复习课用。'),
  }),
  proposal(90, items[1], { collection: { id, title }, state: 'withdrawn' }),
  proposal(99, null, { ...hidden, collection: null }),
];

/** What the stage answers about proposals. */
export const proposalRoutes = () => [
  [
    'GET',
    /^\/collections\/[^/]+\/proposals$/,
    ({ query, empty }) => {
      const shown = empty ? [] : queue[query.get('state') ?? 'open'];
      return [contracts.proposalQueue, { items: shown, next: null, open: empty ? 0 : queue.open.length }];
    },
  ],
  ['GET', /^\/proposals$/, ({ empty }) => [contracts.ownProposals, { items: empty ? [] : own, next: null }]],
];
