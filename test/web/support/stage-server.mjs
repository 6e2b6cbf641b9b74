import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collectionRoutes, collections, items } from './stage-collections.mjs';
import { answer, makeHls, serveContent } from './stage-content.mjs';
import * as people from './stage-data.mjs';
import { mailRoutes } from './stage-mail.mjs';
import { noticeRoutes } from './stage-notices.mjs';
import { officeRoutes } from './stage-offices.mjs';
import { preparation, preparationRoutes } from './stage-preparation.mjs';
import { proposalRoutes } from './stage-proposals.mjs';
import { reviewRoutes, reviews, secondFiles } from './stage-review.mjs';
import { resources as made } from './stage-resources.mjs';
import { card, searchRoutes } from './stage-search.mjs';
import { sharingRoutes, tokens } from './stage-sharing.mjs';
import { uploadRoutes } from './stage-uploads.mjs';
import * as contracts from '../../../dist/contracts/index.js';

/**
 * A stage set, not a server: serves the built client and invented answers that fit the contracts (every one is parsed
 * by its zod schema), so that each state of each page can be looked at. An answer that does not fit, or one that nobody
 * has invented, is answered with 500 and listed in `misfits`. `POST /stage {…}` arranges a scene: session (null =
 * nobody), as (one of the `persons`), mustChangePassword, separated (duties), setup, empty, limited, full (no quota left),
 * widenings (somebody asks for more readers), submission (waiting, asked or
 * returned), pending (a change waits for review), member (organizes no plan), ownAdaptation (of a lesson), reviewed (publishing asks for review), stuck (parts never arrive), interrupted (uploads of an earlier page), news (events to send), slow (ms); empty,
 * broken, forbidden and slowAt are true, or a part of the addresses that are.
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

/** What a page cannot do without: it stays when everything else is broken or slow. */
const ALWAYS = /^\/session$|taxonomy/;
const touches = (which, path) => which === true || (typeof which === 'string' && path.includes(which));
const initial = { session: people.session, setup: false, empty: false, limited: false, slow: 0 };

const notFound = { status: 404, body: { code: 'not_found' } };

/** What scenes need to know of the invented things. */
export const invented = {
  resources: made,
  schools: people.schools,
  tokens,
  collections,
  items,
  reviews,
  preparation,
};

export async function startStage(port = 0) {
  let scene = initial;
  const misfits = new Set();
  const uploads = new Map();
  const stage = { ...people, resources: structuredClone(made) };
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
      ({ empty }) => [contracts.sessionList, { items: empty ? [] : stage.sessions }],
    ],
    ['GET', /^\/setup$/, () => [contracts.setupStatus, { open: scene.setup }]],
    [
      'GET',
      /^\/organization$/,
      ({ empty }) => {
        const placed = { manageable: (scene.session?.abilities.manageGroups.length ?? 0) > 0 };
        return [
          contracts.organizationView,
          empty
            ? { groups: [], schools: [], departments: [], teams: [] }
            : {
                groups: [{ ...stage.group, ...placed, separated: scene.separated ?? false }],
                schools: stage.schools.map((school) => ({ ...school, ...placed })),
                departments: stage.departments,
                teams: stage.teams,
              },
        ];
      },
    ],
    [
      'GET',
      /^\/people$/,
      ({ empty }) => [
        contracts.pageOf(contracts.personView),
        { items: empty ? [] : stage.people, next: null },
      ],
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
    ...sharingRoutes({ scene: () => scene }),
    ...officeRoutes({ scene: () => scene }),
    ...noticeRoutes(),
    ...mailRoutes({ scene: () => scene }),
    ...collectionRoutes({ scene: () => scene }),
    ...proposalRoutes(),
    ...reviewRoutes({ scene: () => scene }),
    ...preparationRoutes({ scene: () => scene }),
    [
      'GET',
      /^\/resources$/,
      ({ query, empty }) => {
        const scope = query.get('scope') ?? 'newest';
        const all = empty ? [] : stage.resources;
        const mine = (r) => r.author.id === stage.meId;
        const scopes = {
          newest: (r) => r.state === 'published',
          mine,
          trash: mine,
          granted: (r) => !mine(r) && r.title.includes('Unit'),
        };
        const items = all.filter((r) => (scope === 'trash' ? r.trashedAt : !r.trashedAt) && scopes[scope](r));
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
    [
      'GET',
      /^\/resources\/([^/]+)$/,
      ({ match }) => one(match[1], (r) => (scene.pending ? { ...r, pending: secondFiles(r) } : r)),
    ],
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
        (scene.reviewed && {
          status: 409,
          body: { code: 'review_required', params: { levels: 'department,group' } },
        }) ||
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
    ...searchRoutes({ scene: () => scene }),
  ];

  function one(id, act) {
    const found = stage.resources.find((r) => r.id === id);
    if (!found) return notFound;
    const done = act(found);
    return done ? [contracts.resourceView, done] : { status: 412, body: { code: 'rev_conflict' } };
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://stage');
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    response.setHeader('Content-Security-Policy', CSP);
    if (url.pathname === '/stage') {
      uploads.clear();
      stage.resources = structuredClone(made);
      misfits.clear();
      scene = { ...initial, ...JSON.parse(raw.toString() || '{}') };
      if (scene.session) {
        const { session, locale, mustChangePassword = false } = scene;
        const user = { ...session.user, locale: locale ?? session.user.locale, mustChangePassword };
        scene.session = { ...session, user, ...stage.persons[scene.as] };
      }
      return response.end('ok');
    }
    if (!url.pathname.startsWith('/api/v1')) return serveFile(response, url.pathname);
    const path = url.pathname.slice('/api/v1'.length);
    if (path === '/events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      response.write(': hello\n\n');
      listeners.add(response);
      for (const { type, ...data } of scene.news ?? []) say(type, data);
      return request.on('close', () => listeners.delete(response));
    }
    const content = /^\/(?:resources|links)\/([^/]+)\/files\/([^/]+)\/(.+)$/.exec(path);
    if (content && /^(GET|HEAD)$/.test(request.method))
      return serveContent(response, content[2], content[3], { hls, words: url.searchParams.get('words') });
    if (scene.slow && !ALWAYS.test(path) && touches(scene.slowAt ?? true, path))
      await new Promise((r) => setTimeout(r, scene.slow));
    if (touches(scene.broken, path) && !ALWAYS.test(path)) return answer(response, 500, { code: 'internal' });
    if (touches(scene.forbidden, path) && !ALWAYS.test(path))
      return answer(response, 403, { code: 'forbidden' });
    const misfit = (why) => {
      misfits.add(`${request.method} ${path}: ${why}`);
      answer(response, 500, { code: 'internal' });
    };
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
        empty: touches(scene.empty, path),
      });
      if (result === null) return response.writeHead(204).end();
      if (!Array.isArray(result)) return answer(response, result.status, result.body);
      const [schema, value, status = 200] = result;
      const fitted = schema.safeParse(JSON.parse(JSON.stringify(value)));
      if (!fitted.success) {
        const [{ path: at, message }] = fitted.error.issues;
        return misfit(`the answer does not fit its contract at ${at.join('.')}: ${message}`);
      }
      return answer(response, status, fitted.data, 'application/json');
    }
    misfit('nobody has invented an answer');
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: actual } = server.address();
  return {
    url: `http://127.0.0.1:${actual}`,
    ...invented,
    /** what did not fit since the scene was arranged */
    misfits: () => [...misfits],
    close: () => (server.closeAllConnections(), server.close()),
  };
}

function serveFile(response, pathname) {
  const path = normalize(join(web, pathname));
  const file = path.startsWith(web) && extname(path) && existsSync(path) ? path : join(web, 'index.html');
  response
    .writeHead(200, {
      'Content-Type': `${TYPES[extname(file)] ?? 'application/octet-stream'}; charset=utf-8`,
      'Cache-Control': path.includes('/assets/') ? 'max-age=3600, immutable' : 'no-store',
    })
    .end(readFileSync(file));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startStage(Number(process.env.PORT ?? 4173));
  console.log(url);
}
