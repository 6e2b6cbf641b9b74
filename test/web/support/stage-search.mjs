import { marked } from './stage-content.mjs';
import { resources } from './stage-resources.mjs';
import * as contracts from '../../../dist/contracts/index.js';

/** A resource as lists show it: without what only its own page tells. */
export const card = ({ fullFiles: _f, audience: _a, right: _r, createdAt: _c, ...rest }) => rest;

/** Search with its counts, and what is suggested while somebody types. */
export function searchRoutes({ scene }) {
  return [
    [
      'GET',
      /^\/tags\/suggestions$/,
      () => [
        contracts.tagSuggestResponse,
        {
          items: [
            { tag: '分层作业', uses: 12 },
            { tag: '公开课', uses: 7 },
          ],
        },
      ],
    ],
    [
      'GET',
      /^\/search\/suggestions$/,
      ({ query }) => [
        contracts.suggestResponse,
        {
          items: [
            `${query.get('text')}数`,
            `${query.get('text')}理数的加法`,
            `${query.get('text')}理数 教学设计`,
          ],
        },
      ],
    ],
    [
      'GET',
      /^\/resources\/([^/]+)\/place$/,
      ({ match }) => [contracts.wordPlace, { place: placeIn(resources.find((r) => r.id === match[1])) }],
    ],
    [
      'GET',
      /^\/search$/,
      ({ query, empty }) => [contracts.searchResponse, find(query, { empty, limited: scene().limited })],
    ],
  ];
}

/** Words stand on the third page of the last file, where there is one. */
function placeIn(resource) {
  const file = resource?.fullFiles.at(-1);
  return file?.preview.hasText ? { fileId: file.id, page: Math.min(3, file.preview.pages) } : null;
}

function find(query, { empty, limited }) {
  const text = query.get('text') ?? '';
  const all =
    empty || text === '量子力学' ? [] : resources.filter((r) => r.state === 'published' && !r.trashedAt);
  const chosen = (name) => query.getAll(name);
  const fits = (r) =>
    ['stage', 'subject', 'grade', 'type'].every((f) => chosen(f).length === 0 || chosen(f).includes(r[f])) &&
    (chosen('school').length === 0 || chosen('school').includes(r.school.id)) &&
    (chosen('mark').length === 0 || chosen('mark').includes(r.marks[0]?.kind));
  const hits = all.filter(fits);
  const count = (of, label = () => null) =>
    Object.entries(
      Object.groupBy ? Object.groupBy(all, of) : all.reduce((m, r) => ((m[of(r)] ??= []).push(r), m), {}),
    ).map(([value, list]) => ({ value, label: label(list[0]), count: list.length }));
  const mark = (s) => marked(s, text);
  return {
    items: hits.map((r) => ({
      resource: card(r),
      title: mark(r.title),
      snippet: mark(`……教学目标：理解有理数的意义，会在数轴上表示有理数；${r.description}`),
    })),
    total: hits.length,
    facets: {
      stage: count((r) => r.stage),
      subject: count((r) => r.subject),
      grade: count((r) => r.grade),
      type: count((r) => r.type),
      school: count(
        (r) => r.school.id,
        (r) => r.school.name,
      ),
      mark: ['group', 'school'].map((kind) => ({
        value: kind,
        label: null,
        count: all.filter((r) => r.marks[0]?.kind === kind).length,
      })),
    },
    next: null,
    limited,
    partial: text.endsWith('？'),
  };
}
