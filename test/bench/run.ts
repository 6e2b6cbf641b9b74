import { writeFileSync } from 'node:fs';
import type { Bench, BenchCase } from './bench.js';

/**
 * `npm run bench -- [NAME[:SIZE] …] [--prepare] [--json FILE]`: runs benches one after the other, all where none is
 * named, and prints one JSON line per case. SIZE takes another size than that of quality.md (search, list: resources;
 * ladder, play: seconds of film). `--prepare` only makes what the runs keep in the temporary directory.
 */
const BENCHES: Record<string, () => Promise<Bench>> = {
  upload: () => import('./upload.bench.js'),
  download: () => import('./download.bench.js'),
  play: () => import('./play.bench.js'),
  ladder: () => import('./ladder.bench.js'),
  document: () => import('./document.bench.js'),
  watermark: () => import('./watermark.bench.js'),
  search: () => import('./search.bench.js'),
  meili: () => import('./meili.bench.js'),
  list: () => import('./list.bench.js'),
  access: () => import('./access.bench.js'),
  bulk: () => import('./bulk.bench.js'),
  collections: () => import('./collections.bench.js'),
  index: () => import('./index.bench.js'),
  load: () => import('./load.bench.js'),
  workers: () => import('./workers.bench.js'),
  'storage-s3': () => import('./storage-s3.bench.js'),
  mysql: () => import('./mysql.bench.js'),
  grown: () => import('./grown.bench.js'),
  start: () => import('./start.bench.js'),
  demo: () => import('./demo.bench.js'),
  web: () => import('./web.bench.js'),
};

const argv = process.argv.slice(2);
const onlyPrepare = argv.includes('--prepare');
const jsonAt = argv.indexOf('--json');
const file = jsonAt < 0 ? null : (argv[jsonAt + 1] ?? null);
const asked = argv
  .filter((word, i) => word !== '--prepare' && (jsonAt < 0 || (i !== jsonAt && i !== jsonAt + 1)))
  .map((word) => ({ name: word.split(':')[0]!, size: Number(word.split(':')[1]) || null }));
const unknown = asked.filter(({ name }) => !(name in BENCHES));
if (unknown.length > 0) {
  const names = unknown.map(({ name }) => name).join(', ');
  console.error(`No bench named ${names}. There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}

const cases: BenchCase[] = [];
const all = Object.keys(BENCHES).map((name) => ({ name, size: null }));
for (const { name, size } of asked.length > 0 ? asked : all) {
  const bench = await BENCHES[name]!();
  await bench.prepare?.(size);
  if (onlyPrepare) continue;
  for await (const result of bench.run(size)) {
    cases.push(result);
    console.log(JSON.stringify(rounded(result)));
  }
}
if (file !== null) writeFileSync(file, `${JSON.stringify(cases, null, 2)}\n`);
process.exit(0);

/** As many digits as a reader can use. */
function rounded(result: BenchCase): BenchCase {
  const digits = { ms: 1, baselineMs: 1, ratio: 2 } as const;
  const shown = { ...result };
  for (const key of ['ms', 'baselineMs', 'ratio'] as const) {
    const value = shown[key];
    if (value !== undefined) shown[key] = Number(value.toFixed(digits[key]));
  }
  return shown;
}
