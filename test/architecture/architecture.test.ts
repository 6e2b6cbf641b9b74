import { cycles, readSources, type SourceFile } from './imports.js';

const server = readSources('src').filter((file) => !file.path.startsWith('src/web/'));
const web = readSources('src/web');
const all = [...server, ...web];

/** The rooms in which a module may look down, lowest first; modules of one row never know each other. */
const ORDER: string[][] = [
  ['identity'],
  ['organization'],
  ['access'],
  ['taxonomy'],
  ['files'],
  ['resources'],
  ['uploads', 'processing', 'discovery', 'curation', 'review', 'preparation', 'activities', 'sharing'],
  ['library', 'insight', 'notices', 'interop'],
  ['audit', 'admin'],
];
const rank = new Map(ORDER.flatMap((row, level) => row.map((name): [string, number] => [name, level])));

const moduleOf = (path: string) => /^src\/modules\/([^/]+)\//.exec(path)?.[1];
const roomOf = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1] ?? 'composition';
const platformRoom = (path: string) => /^src\/platform\/([^/]+)\//.exec(path)?.[1];

/** Every import that breaks a rule, as `file -> imported`. */
function offences(
  files: readonly SourceFile[],
  forbidden: (file: SourceFile, target: string) => boolean,
): string[] {
  return files.flatMap((file) =>
    file.imports.filter((target) => forbidden(file, target)).map((target) => `${file.path} -> ${target}`),
  );
}

function importersOf(packages: readonly string[], allowed: (path: string) => boolean): string[] {
  return all
    .filter((file) => file.packages.some((name) => packages.includes(name)) && !allowed(file.path))
    .map((file) => `${file.path}: ${file.packages.filter((name) => packages.includes(name)).join(', ')}`);
}

describe('the house', () => {
  it('has been read', () => {
    expect(server.length).toBeGreaterThan(100);
    expect(server.flatMap((file) => file.imports).length).toBeGreaterThan(200);
  });

  it('has no import cycle', () => {
    expect(cycles(all)).toEqual([]);
  });

  it('keeps contracts free of everything of ours, and kernel of all but contracts', () => {
    expect(
      offences(server, (file, target) => roomOf(file.path) === 'contracts' && roomOf(target) !== 'contracts'),
    ).toEqual([]);
    expect(
      offences(
        server,
        (file, target) => roomOf(file.path) === 'kernel' && !['kernel', 'contracts'].includes(roomOf(target)),
      ),
    ).toEqual([]);
  });

  it('keeps zod out of the browser: of contracts with shapes the client needs only types', () => {
    const files = new Map(all.map((file) => [file.path, file]));
    const bringsZod = (path: string): boolean => {
      const file = files.get(path)!;
      return file.packages.includes('zod') || file.needs.some(bringsZod);
    };
    const contracts = (file: SourceFile) => file.needs.filter((path) => roomOf(path) === 'contracts');
    expect(web.flatMap(contracts).length).toBeGreaterThan(5);
    expect(
      web.flatMap((file) =>
        contracts(file)
          .filter(bringsZod)
          .map((path) => `${file.path} -> ${path}`),
      ),
    ).toEqual([]);
  });

  it('lets platform know only kernel, contracts, settings and itself, and http no module', () => {
    const below = ['kernel', 'contracts', 'config', 'platform'];
    expect(
      offences(server, (file, target) => roomOf(file.path) === 'platform' && !below.includes(roomOf(target))),
    ).toEqual([]);
    expect(
      offences(
        server,
        (file, target) => roomOf(file.path) === 'http' && !['http', ...below].includes(roomOf(target)),
      ),
    ).toEqual([]);
    expect(
      offences(
        server,
        (file, target) =>
          roomOf(file.path) === 'config' && !['config', 'kernel', 'contracts'].includes(roomOf(target)),
      ),
    ).toEqual([]);
  });

  it('keeps adapters to themselves: only their own room names them', () => {
    expect(
      offences(
        server,
        (file, target) => target.includes('/adapters/') && platformRoom(file.path) !== platformRoom(target),
      ),
    ).toEqual([]);
  });

  it('enters a module only through its index', () => {
    expect(
      offences(server, (file, target) => {
        const owner = moduleOf(target);
        return (
          owner !== undefined && moduleOf(file.path) !== owner && target !== `src/modules/${owner}/index.ts`
        );
      }),
    ).toEqual([]);
  });

  it('looks only down from module to module', () => {
    const modules = new Set(server.flatMap((file) => moduleOf(file.path) ?? []));
    expect([...modules].filter((name) => !rank.has(name))).toEqual([]);
    expect(
      offences(server, (file, target) => {
        const from = moduleOf(file.path);
        const to = moduleOf(target);
        return from !== undefined && to !== undefined && from !== to && rank.get(to)! >= rank.get(from)!;
      }),
    ).toEqual([]);
  });

  it('names modules only in the composition and in modules', () => {
    const above = ['modules', 'composition', 'demo', 'cli'];
    expect(
      offences(
        server,
        (file, target) => moduleOf(target) !== undefined && !above.includes(roomOf(file.path)),
      ),
    ).toEqual([]);
  });

  it('keeps client libraries inside adapters', () => {
    const libraries = ['meilisearch', 'minio', 'bullmq', 'ioredis', 'mysql2', 'libsql', 'nodemailer'];
    expect(importersOf(libraries, (path) => path.includes('/adapters/'))).toEqual([]);
  });

  it('keeps typeorm in the database room, entities, repositories and migrations', () => {
    const allowed = (path: string) =>
      path.startsWith('src/platform/database/') ||
      /\.(entity|entities|repository|migrations)\.ts$/.test(path);
    expect(importersOf(['typeorm'], allowed)).toEqual([]);
  });

  it('reads the environment only in config', () => {
    expect(
      all
        .filter((file) => file.text.includes('process.env') && !file.path.startsWith('src/config/'))
        .map((file) => file.path),
    ).toEqual([]);
  });

  it('lets the web know contracts only, and nobody know the web', () => {
    expect(
      offences(
        web,
        (_file, target) => !target.startsWith('src/web/') && !target.startsWith('src/contracts/'),
      ),
    ).toEqual([]);
    expect(offences(server, (_file, target) => target.startsWith('src/web/'))).toEqual([]);
  });

  it('has no file over 400 lines; half are 80 or shorter, nine in ten 250', () => {
    expect(all.filter((file) => file.lines > 400).map((file) => `${file.path}: ${file.lines}`)).toEqual([]);
    const code = all
      .filter((file) => !file.path.startsWith('src/demo/content/'))
      .map((file) => file.lines)
      .sort((a, b) => a - b);
    expect(code[Math.floor(code.length / 2)]).toBeLessThanOrEqual(80);
    expect(code[Math.floor(code.length * 0.9)]).toBeLessThanOrEqual(250);
  });

  it('has no constructor with more than 7 dependencies', () => {
    const wide = server
      .filter((file) => file.text.includes('@Injectable') || file.text.includes('@Controller'))
      .flatMap((file) =>
        [...file.text.matchAll(/constructor\(([^{]*?)\)\s*\{/gs)]
          .map(
            (match) =>
              (match[1]!.match(/(private|protected|public)\s+readonly|readonly\s+\w+:/g) ?? []).length,
          )
          .filter((count) => count > 7)
          .map((count) => `${file.path}: ${count}`),
      );
    expect(wide).toEqual([]);
  });

  it('has no port with more than 8 methods', () => {
    const wide = server
      .filter((file) => file.path.endsWith('.port.ts'))
      .flatMap((file) =>
        file.text
          .split(/^export abstract class /m)
          .slice(1)
          .map((text) => ({
            path: file.path,
            name: /^\w+/.exec(text)![0],
            methods: (text.match(/^ {2}abstract (?!readonly)/gm) ?? []).length,
          })),
      )
      .filter((port) => port.methods > 8);
    expect(wide).toEqual([]);
  });

  it('gives every route a permission or opens it on purpose', () => {
    const bare = server
      .filter((file) => file.path.endsWith('.controller.ts'))
      .flatMap((file) => {
        const classLevel = /@(Permission|Public)\([^)]*\)\s*(?:@\w+\([^)]*\)\s*)*export class/s.test(
          file.text,
        );
        const routes = file.text.split(/^ {2}(?=@(?:Get|Post|Put|Patch|Delete|All)\()/m).slice(1);
        return classLevel
          ? []
          : routes
              .filter((route) => !/@(Permission|Public)\(/.test(route.split(/^ {2}\w[^@\n]*\{$/m)[0]!))
              .map((route) => `${file.path}: ${route.split('\n')[0]}`);
      });
    expect(bare).toEqual([]);
  });
});
