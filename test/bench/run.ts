import { writeFileSync } from 'node:fs';
import type { Bench, BenchCase } from './bench.js';

/** `npm run bench -- [name …] [--json FILE]`: runs benches one after the other and prints one JSON line per case. */
const BENCHES: Record<string, () => Promise<Bench>> = {
  upload: () => import('./upload.bench.js'),
  download: () => import('./download.bench.js'),
  play: () => import('./play.bench.js'),
  ladder: () => import('./ladder.bench.js'),
  document: () => import('./document.bench.js'),
  search: () => import('./search.bench.js'),
  list: () => import('./list.bench.js'),
  index: () => import('./index.bench.js'),
  start: () => import('./start.bench.js'),
  web: () => import('./web.bench.js'),
};

const argv = process.argv.slice(2);
const jsonAt = argv.indexOf('--json');
const file = jsonAt < 0 ? null : (argv[jsonAt + 1] ?? null);
const asked = argv.filter((_, i) => jsonAt < 0 || (i !== jsonAt && i !== jsonAt + 1));
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`No bench named ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}

const cases: BenchCase[] = [];
for (const name of asked.length > 0 ? asked : Object.keys(BENCHES)) {
  const bench = await BENCHES[name]!();
  for await (const result of bench.run()) {
    cases.push(result);
    console.log(JSON.stringify(result));
  }
}
if (file !== null) writeFileSync(file, `${JSON.stringify(cases, null, 2)}\n`);
process.exit(0);
