import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** A Chromium of this machine, or null; CHROMIUM_PATH names one that lies elsewhere. */
export function findChromium(): string | null {
  return [process.env['CHROMIUM_PATH'] ?? '', ...PLACES].find((path) => existsSync(path)) ?? null;
}

/** What a browser is started with: in a plain C locale Chromium cannot open files with Chinese names. */
export function browserEnvironment(): Record<string, string> {
  const given = Object.entries(process.env).filter((e): e is [string, string] => e[1] !== undefined);
  return { ...Object.fromEntries(given), LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
}
