import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answer, makeHls, serveContent } from './stage-content.mjs';
import * as stage from './stage-data.mjs';
import { uploadRoutes } from './stage-uploads.mjs';
import * as contracts from '../../../dist/contracts/index.js';

/**
 * A stage set, not a server: serves the built client and invented answers that fit the contracts (every one is parsed
 * by its zod schema), so that each state of each page can be looked at. `POST /stage {…}` arranges a scene: session
 * (null = nobody), reader (somebody without a school), mustChangePassword, setup, empty, broken, limited, full (no quota
 * left), stuck (parts never arrive), interrupted (uploads of an earlier page), slow (ms).
 */
const web = fileURLToPath(new URL('../../../dist/web', import.meta.url));
const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; media-src 'self' blob:; worker-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'";
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.ts': 'video/mp2t',
};

const card = ({ fullFiles: _f, audience: _a, right: _r, createdAt: _c, ...rest }) => rest;
const notFound = { status: 404, body: { code: 'not_found' } };

export async function startStage(port = 0) {
  let scene = { session: stage.session, setup: false, empty: false, broken: false, limited: false, slow: 0 };
  const uploads = new Map();
  const resources = structuredClone(stage.resources);
  const listeners = new Set();
  const say = (type, data) =>
    listeners.forEach((r) => r.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`));
  const hls = makeHls();

  const routes = [
    [
      'GET',
      /^\/session$/,
      () =>
        scene.session
          ? [contracts.sessionView, scene.session]
          : { status: 401, body: { code: 'unauthenticated' } },
    ],
    [
      'POST',
      /^\/session$/,
      ({ body }) => {
        if (body.password !== 'lianke-demo') return { status: 401, body: { code: 'wrong_credentials' } };
        scene.session = stage.session;
        return [contracts.sessionView, scene.session];
      },
    ],
    ['DELETE', /^\/sessions?$/, () => ((scene.session = null), null)],
    ['PATCH', /^\/me$/, () => [contracts.sessionView, scene.session]],
    [
      'GET',
      /^(?:\/people\/[^/]+)?\/sessions$/,
      () => [contracts.sessionList, { items: scene.empty ? [] : stage.sessions }],
    ],
    ['GET', /^\/setup$/, () => [contracts.setupStatus, { open: scene.setup }]],
    [
      'GET',
      /^\/organization$/,
      () => [
        contracts.organizationView,
        scene.empty
          ? { groups: [], schools: [], departments: [], teams: [] }
          : {
              groups: [stage.group],
              schools: stage.schools,
              departments: stage.departments,
              teams: stage.teams,
            },
      ],
    ],
    [
      'GET',
      /^\/people$/,
      () => [contracts.pageOf(contracts.personView), { items: stage.people, next: null }],
    ],
    ['GET', /^\/taxonomy$/, () => [contracts.taxonomyView, stage.taxonomy]],
    ['GET', /^\/books$/, () => [contracts.bookList, { items: stage.books }]],
    [
      'GET',
      /^\/books\/([^/]+)\/chapters$/,
      ({ match }) => [
        contracts.chapterTree,
        { book: stage.books.find((b) => b.id === match[1]), chapters: stage.chapters },
      ],
    ],
    [
      'POST',
      /^\/taxonomy\/guesses$/,
      ({ body }) => [
        contracts.guessResponse,
        {
          items: body.fileNames.map((n) => ({
            title: n.replace(/\.\w+$/, ''),
            type: /课件|pptx/.test(n) ? 'slides' : /教案|设计/.test(n) ? 'lesson_plan' : null,
            stage: 'junior',
            subject: 'math',
            grade: 'g7',
            bookId: 'rj-7a',
            chapterId: null,
          })),
        },
      ],
    ],
    [
      'GET',
      /^\/quota$/,
      () => [
        contracts.quotaView,
        {
          user: { used: scene.full ? 20 * 2 ** 30 : 3.2e9, limit: 20 * 2 ** 30 },
          school: null,
          maxFileBytes: 4 * 2 ** 30,
        },
      ],
    ],
    ...uploadRoutes({ uploads, scene: () => scene, say }),
    [
      'GET',
      /^\/resources$/,
      ({ query }) => {
        const scope = query.get('scope') ?? 'newest';
        const all = scene.empty ? [] : stage.resources;
        const items = all.filter(
          (r) =>
            (scope === 'trash' ? r.trashedAt : !r.trashedAt) &&
            (scope === 'newest' ? r.state === 'published' : r.author.id === stage.meId),
        );
        return [contracts.resourcePage, { items: items.map(card), next: null }];
      },
    ],
    [
      'POST',
      /^\/resources$/,
      ({ body }) => {
        const view = {
          ...stage.resources[0],
          ...body,
          id: stage.uid(),
          rev: 1,
          state: 'draft',
          publishedAt: null,
          fullFiles: [],
          files: [],
          coverFileId: null,
          audience: null,
          linkUrl: body.linkUrl ?? null,
          pendingUploads: body.uploadIds?.length ?? 0,
          uploadIds: undefined,
        };
        stage.resources.push(view);
        return [contracts.resourceView, view, 201];
      },
    ],
    ['GET', /^\/resources\/([^/]+)$/, ({ match }) => one(match[1], (r) => r)],
    [
      'PATCH',
      /^\/resources\/([^/]+)$/,
      ({ match, body, headers }) =>
        one(match[1], (r) => {
          if (scene.conflict && headers['if-match'] === `"${r.rev}"`) {
            scene.conflict = false;
            Object.assign(r, { title: `${r.title}（修订）`, rev: r.rev + 1 });
            return null;
          }
          return Object.assign(r, body, { rev: r.rev + 1 });
        }),
    ],
    [
      'POST',
      /^\/resources\/([^/]+)\/publish$/,
      ({ match, body }) =>
        one(match[1], (r) =>
          Object.assign(r, {
            state: 'published',
            rev: r.rev + 1,
            publishedAt: new Date().toISOString(),
            audience: { previewOnly: false, ...body.audience, names: [] },
          }),
        ),
    ],
    [
      'POST',
      /^\/resources\/([^/]+)\/(withdraw|restore)$/,
      ({ match }) =>
        one(match[1], (r) =>
          Object.assign(r, match[2] === 'withdraw' ? { state: 'withdrawn' } : { trashedAt: null }),
        ),
    ],
    [
      'DELETE',
      /^\/resources\/([^/]+)$/,
      ({ match }) => (one(match[1], (r) => Object.assign(r, { trashedAt: new Date().toISOString() })), null),
    ],
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
    ['GET', /^\/search$/, ({ query }) => [contracts.searchResponse, find(query)]],
  ];

  function one(id, act) {
    const found = stage.resources.find((r) => r.id === id);
    if (!found) return notFound;
    const done = act(found);
    return done ? [contracts.resourceView, done] : { status: 412, body: { code: 'rev_conflict' } };
  }

  function find(query) {
    const text = query.get('text') ?? '';
    const all =
      scene.empty || text === '量子力学'
        ? []
        : stage.resources.filter((r) => r.state === 'published' && !r.trashedAt);
    const chosen = (name) => query.getAll(name);
    const fits = (r) =>
      ['stage', 'subject', 'grade', 'type'].every(
        (f) => chosen(f).length === 0 || chosen(f).includes(r[f]),
      ) &&
      (chosen('school').length === 0 || chosen('school').includes(r.school.id));
    const hits = all.filter(fits);
    const count = (of, label = () => null) =>
      Object.entries(
        Object.groupBy ? Object.groupBy(all, of) : all.reduce((m, r) => ((m[of(r)] ??= []).push(r), m), {}),
      ).map(([value, list]) => ({ value, label: label(list[0]), count: list.length }));
    const mark = (s) =>
      text && s.includes(text)
        ? s
            .split(text)
            .flatMap((part, i) => [
              ...(i ? [{ text, hit: true }] : []),
              ...(part ? [{ text: part, hit: false }] : []),
            ])
        : [{ text: s, hit: false }];
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
      },
      next: null,
      limited: scene.limited,
      partial: text.endsWith('？'),
    };
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://stage');
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    response.setHeader('Content-Security-Policy', CSP);
    if (url.pathname === '/stage') {
      uploads.clear();
      stage.resources.splice(0, Infinity, ...structuredClone(resources));
      scene = {
        session: stage.session,
        setup: false,
        empty: false,
        broken: false,
        limited: false,
        slow: 0,
        ...JSON.parse(raw.toString() || '{}'),
      };
      if (scene.session) {
        const { session, locale, mustChangePassword = false } = scene;
        const user = { ...session.user, locale: locale ?? session.user.locale, mustChangePassword };
        scene.session = { ...session, user, ...(scene.reader ? stage.reader : {}) };
      }
      return response.end('ok');
    }
    if (!url.pathname.startsWith('/api/v1')) return serveFile(response, url.pathname);
    const path = url.pathname.slice('/api/v1'.length);
    if (path === '/events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write(': hello\n\n');
      listeners.add(response);
      return request.on('close', () => listeners.delete(response));
    }
    const content = /^\/resources\/([^/]+)\/files\/([^/]+)\/(.+)$/.exec(path);
    if (content && request.method === 'GET')
      return serveContent(response, content[1], content[2], content[3], hls);
    if (scene.slow && !path.startsWith('/session')) await new Promise((r) => setTimeout(r, scene.slow));
    if (scene.broken && !/^\/session$|taxonomy/.test(path))
      return answer(response, 500, { code: 'internal' });
    for (const [method, pattern, act] of routes) {
      const match = pattern.exec(path);
      if (!match || method !== request.method) continue;
      const body =
        request.headers['content-type']?.includes('json') && raw.length ? JSON.parse(raw.toString()) : {};
      const result = await act({
        match,
        body,
        query: url.searchParams,
        size: raw.length,
        headers: request.headers,
      });
      if (result === null) return response.writeHead(204).end();
      if (!Array.isArray(result)) return answer(response, result.status, result.body);
      const [schema, value, status = 200] = result;
      return answer(response, status, schema.parse(JSON.parse(JSON.stringify(value))), 'application/json');
    }
    answer(response, 404, { code: 'not_found' });
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: actual } = server.address();
  return {
    url: `http://127.0.0.1:${actual}`,
    resources,
    close: () => (server.closeAllConnections(), server.close()),
  };
}

function serveFile(response, pathname) {
  const path = normalize(join(web, pathname));
  const file = path.startsWith(web) && extname(path) && existsSync(path) ? path : join(web, 'index.html');
  response
    .writeHead(200, {
      'Content-Type': `${TYPES[extname(file)] ?? 'application/octet-stream'}; charset=utf-8`,
    })
    .end(readFileSync(file));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startStage(Number(process.env.PORT ?? 4173));
  console.log(url);
}
