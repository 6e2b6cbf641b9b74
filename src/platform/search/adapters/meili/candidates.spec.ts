import type { Atom } from '../../text/query-terms.js';
import { ranked, type Candidate } from './candidates.js';

const candidate = (id: string, given: Partial<Candidate> = {}): Candidate => ({
  id,
  rev: 1,
  title: '电磁感应',
  tags: [],
  context: '',
  description: '',
  body: '',
  length: 0,
  titleLength: 4,
  mark: null,
  ...given,
});
const atom: Atom = { kind: 'part', term: '电磁', prefix: null };
const order = (candidates: Candidate[]): string[] =>
  ranked(candidates, {
    total: 10,
    atoms: [{ atom, seen: 4 }],
    links: [],
    hints: [],
    complete: true,
  }).map(({ id }) => id);

describe('the order of candidates', () => {
  it('puts what bears a quality mark before what says as much, and behind what says clearly more', () => {
    const tag = { title: '丁', tags: ['电磁感应'], titleLength: 1 };
    expect(
      order([
        candidate('d-plain'),
        candidate('a-group', { mark: 'group' }),
        candidate('b-school', { mark: 'school' }),
        candidate('c-tag', { ...tag, mark: 'group' }),
      ]),
    ).toEqual(['a-group', 'b-school', 'd-plain', 'c-tag']);
  });
});
