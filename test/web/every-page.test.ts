import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { browserEnvironment, findChromium } from '../support/browser.js';
import { withService } from '../support/services.js';

const MINUTE = 60_000;
const run = promisify(execFile);

interface Scene {
  name: string;
  path: string;
}

/** Runs the photographer in `args`' way; what it prints, also when it found faults. */
async function photographer(...args: string[]): Promise<string> {
  const options = { env: browserEnvironment(), maxBuffer: 8 * 1024 * 1024 };
  const { stdout } = await run(process.execPath, ['test/web/screenshots.mjs', ...args], options).catch(
    (failure: unknown) => failure as { stdout: string },
  );
  return stdout;
}

/** The addresses of the client's pages, as its router has them. */
function pages(): RegExp[] {
  const router = readFileSync(join(process.cwd(), 'src/web/app/routes.tsx'), 'utf8');
  const paths = [...router.matchAll(/path: '([^']+)'/g)].map((found) => found[1]!);
  return ['/', ...paths.filter((path) => path !== '*')].map(
    (path) => new RegExp(`^/?${path.replace(/^\//, '').replace(/:\w+/g, '[^/]+')}$`),
  );
}

withService('Every page, on the stage set', 'CHROMIUM_PATH', findChromium(), () => {
  it(
    'has a scene that stands for it',
    async () => {
      const scenes = JSON.parse(await photographer('--quick', '--list')) as Scene[];
      const addresses = scenes.map(({ path }) => path.replace(/\?.*/, ''));
      expect(pages().length).toBeGreaterThan(15);
      const left = pages().filter((page) => !addresses.some((address) => page.test(address)));
      expect(left.map(String)).toEqual([]);
    },
    MINUTE,
  );

  it(
    'is free of serious accessibility faults in both languages and sizes, and no wider than the screen',
    async () => {
      const [summary, ...faults] = (await photographer('--quick')).trim().split('\n').reverse();
      expect(faults).toEqual([]);
      expect(summary).toMatch(/^\d{3} scenes judged, 0 faults$/);
    },
    12 * MINUTE,
  );
});
