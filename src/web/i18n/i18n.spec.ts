import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_STATUS } from '../../contracts/error-codes.js';
import { en } from './en.js';
import { zh } from './zh.js';

function flatten(tree: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(tree) as [string, string | object][]) {
    const key = path ? `${path}.${name}` : name;
    if (typeof value === 'string') found.set(key, value);
    else for (const [k, v] of flatten(value, key)) found.set(k, v);
  }
  return found;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.spec\.ts$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();

describe('The two languages of the interface', () => {
  const zhTexts = flatten(zh);
  const enTexts = flatten(en);

  it('hold the same keys', () => {
    expect([...enTexts.keys()].sort()).toEqual([...zhTexts.keys()].sort());
  });

  it('fill the same blanks', () => {
    for (const [key, text] of zhTexts) {
      expect([key, placeholders(enTexts.get(key) ?? '')]).toEqual([key, placeholders(text)]);
    }
  });

  it('leave nothing empty, and the Chinese is Chinese', () => {
    for (const texts of [zhTexts, enTexts])
      for (const [key, text] of texts) expect([key, text.trim()]).not.toEqual([key, '']);
    const latin = [...zhTexts].filter(([, text]) => !/[\p{Script=Han}、：]/u.test(text)).map(([key]) => key);
    expect(latin).toEqual([]);
    const han = [...enTexts].filter(([, text]) => /\p{Script=Han}/u.test(text)).map(([key]) => key);
    expect(han).toEqual([]);
  });

  it.each(Object.keys(ERROR_STATUS))('have a sentence for the code %s', (code) => {
    expect(zhTexts.get(`errors.${code}`)).toMatch(/。$/);
    expect(enTexts.get(`errors.${code}`)).toMatch(/\.$/);
  });

  it('have a name for every act that the program records', () => {
    const acts = ['src/modules', 'src/http']
      .flatMap((folder) => sources(join(process.cwd(), folder)))
      .flatMap((text) => [...text.matchAll(/\baction: '([a-z_]+\.[a-z_-]+)'/g)].map((m) => m[1] as string));
    const unnamed = acts.filter((act) => !zhTexts.has(`audit.act.${act.replace(/[.-]/g, '_')}`));
    expect(acts.length).toBeGreaterThan(10);
    expect(unnamed).toEqual([]);
  });

  it('know every key that the pages ask for by its name', () => {
    const asked = sources(join(process.cwd(), 'src/web'))
      .flatMap((text) => [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((m) => m[1] as string))
      .filter((key) => key.includes('.'));
    const missing = [...new Set(asked)].filter((key) => !zhTexts.has(key) && !zhTexts.has(`${key}_other`));
    expect(asked.length).toBeGreaterThan(200);
    expect(missing).toEqual([]);
  });
});
