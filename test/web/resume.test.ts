import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, Route } from 'playwright-core';
import type { ResourceCard } from '../../src/contracts/index.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { withService } from '../support/services.js';
import { foundGroup, type SmallGroup } from '../support/small-group.js';
import { keepPicture, openBrowser, visit, type Visitor } from './support/browser.js';

const MINUTE = 60_000;
const PARTS = 8;
const PART = 5 * 1024 * 1024;

let app: RunningApp;
let browser: Browser;
let group: SmallGroup;
let visitor: Visitor;
const folder = mkdtempSync(join(tmpdir(), 'lianke-resume-'));

withService('A browser for uploads', 'CHROMIUM_PATH', findChromium(), () => {
  beforeAll(async () => {
    app = await startApp({ env: { UPLOAD_PART_BYTES: String(PART) } });
    group = await foundGroup(app);
    browser = await openBrowser();
  }, MINUTE);
  beforeEach(async () => {
    visitor = await visit(browser, app.url, 'author', 'zh');
    // leaving in the middle of an upload asks; these people insist
    visitor.page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  });
  afterEach(() => visitor.leave());
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    if (app) await removeData(app);
    rmSync(folder, { recursive: true, force: true });
  });

  /** An upload of which so many parts have arrived, and the others are held on the wire. */
  const begun = async (page: Page, path: string, parts: number) => {
    const wire = await holdAfter(page, parts);
    await page.goto(`${app.url}/upload`);
    await page.getByTestId('file-input').setInputFiles(path);
    await wire.held();
    return wire;
  };

  describe('An upload in the browser', () => {
    it(
      'goes on after a reload with only the missing parts, once the same file is chosen again',
      async () => {
        const { page } = visitor;
        const file = bigFile('重新加载.bin.txt');
        const wire = await begun(page, file.path, 3);
        await page.reload();
        const sentBefore = wire.arrived();
        wire.letGo();
        await page.locator('.interrupted').getByText('重新加载.bin.txt').waitFor();
        await page
          .locator('.interrupted')
          .getByText(/已传 1\d(\.\d)? MB/)
          .waitFor();
        await page.getByTestId('resume-input').setInputFiles(file.path);
        await page.locator('.interrupted').waitFor({ state: 'detached', timeout: MINUTE });
        await expectStored(page, file);
        const after = wire.arrived().slice(sentBefore.length);
        expect(after.filter((number) => sentBefore.includes(number))).toEqual([]);
        expect([...sentBefore, ...after].sort((a, b) => a - b)).toEqual(allParts());
      },
      3 * MINUTE,
    );

    it(
      'shows after a reload what had been filled in, is called interrupted in Mine, and is published from there',
      async () => {
        const { page } = visitor;
        const file = bigFile('填到一半.txt');
        const wire = await begun(page, file.path, 2);
        await page.locator('.unit').getByLabel('标题').fill('秋天的校园');
        await page.locator('.unit').getByLabel('类型').click();
        await page.locator('.ant-select-item-option').filter({ hasText: '素材' }).click();
        await until(async () =>
          (await mine()).some((r) => r.title === '秋天的校园' && r.type === 'material'),
        );
        await page.goto(`${app.url}/mine`);
        wire.letGo();
        const row = page.locator('.mine-row').filter({ hasText: '秋天的校园' });
        await row.getByText('上传中断').waitFor();
        await row.getByRole('link', { name: '接着传' }).click();
        await page.getByTestId('resume-input').setInputFiles(file.path);
        await page.locator('.unit [data-phase]').waitFor();
        await until(
          async () => (await page.locator('.unit').getByLabel('标题').inputValue()) === '秋天的校园',
        );
        await page.locator('.unit').getByText('素材').waitFor();
        await page.getByRole('button', { name: /^发\s*布$/ }).click();
        await page
          .locator('.finished')
          .getByRole('link', { name: '秋天的校园' })
          .waitFor({ timeout: MINUTE });
      },
      3 * MINUTE,
    );

    it(
      'says why a file is refused that goes on after a reload, as for one that was never interrupted',
      async () => {
        const { page } = visitor;
        const path = join(folder, '坏压缩包.zip');
        writeFileSync(path, randomBytes(PARTS * PART));
        const wire = await begun(page, path, 2);
        await page.locator('.unit').waitFor();
        await until(async () => (await mine()).some((r) => r.title === '坏压缩包'));
        await page.reload();
        wire.letGo();
        await page.locator('.interrupted').getByText('坏压缩包.zip').waitFor();
        await page.getByTestId('resume-input').setInputFiles(path);
        await page.locator('.unit [data-phase=failed]').waitFor({ timeout: MINUTE });
        expect(await page.locator('.unit .upload-failure').textContent()).toBeTruthy();
      },
      3 * MINUTE,
    );

    it(
      'goes on by itself after the server was killed and started again',
      async () => {
        const { page } = visitor;
        const file = bigFile('服务器重启.txt');
        const wire = await begun(page, file.path, 3);
        const sentBefore = wire.arrived();
        await app.kill();
        wire.letGo();
        await page.locator('[data-phase=stalled]').waitFor({ timeout: MINUTE });
        app = await app.restart();
        await page.locator('[data-phase=stored]').waitFor({ timeout: MINUTE });
        await expectStored(page, file);
        const after = wire.arrived().slice(sentBefore.length);
        expect(after.filter((number) => sentBefore.includes(number))).toEqual([]);
      },
      3 * MINUTE,
    );

    it(
      'stops for a pause and goes on from there',
      async () => {
        const { page } = visitor;
        const file = bigFile('暂停.txt');
        const wire = await begun(page, file.path, 3);
        await page.getByRole('button', { name: '暂停 暂停.txt' }).click();
        await page.locator('[data-phase=paused]').waitFor();
        const sentBefore = wire.arrived();
        wire.letGo();
        await page.getByRole('button', { name: '继续 暂停.txt' }).click();
        await page.locator('[data-phase=stored]').waitFor({ timeout: MINUTE });
        await expectStored(page, file);
        const after = wire.arrived().slice(sentBefore.length);
        expect(after.filter((number) => sentBefore.includes(number))).toEqual([]);
      },
      3 * MINUTE,
    );
  });
});

const allParts = () => Array.from({ length: PARTS }, (_, i) => i + 1);

function bigFile(name: string): { path: string; name: string; sha256: string } {
  // text, so that the server takes it for what its name says
  const bytes = Buffer.from(randomBytes((PARTS * PART) / 2).toString('hex'));
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { path, name, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Lets `count` parts through and keeps the others on the wire until told. */
async function holdAfter(page: Page, count: number) {
  const numbers: number[] = [];
  const kept: Route[] = [];
  let free = false;
  let started = 0;
  let tellHeld = () => {};
  const held = new Promise<void>((resolve) => (tellHeld = resolve));
  const answered = new Set<number>();
  await page.route('**/api/v1/parts/**', async (route) => {
    const number = Number(/\/parts\/[^/]+\/(\d+)/.exec(route.request().url())?.[1]);
    started += 1;
    if (!free && started > count) {
      kept.push(route);
      if (answered.size === count) tellHeld();
      return;
    }
    const answer = await route.fetch().catch(() => null);
    if (!answer) return route.abort().catch(() => undefined);
    if (answer.ok()) {
      numbers.push(number);
      answered.add(number);
      if (answered.size === count && kept.length > 0) tellHeld();
    }
    await route.fulfill({ response: answer }).catch(() => undefined);
  });
  return {
    held: () => held,
    /** parts that the server has taken, in the order in which it did */
    arrived: () => [...numbers],
    letGo: () => {
      free = true;
      for (const route of kept.splice(0)) void route.abort().catch(() => undefined);
    },
  };
}

/** The bytes that the server hands out are the file's. */
async function expectStored(page: Page, file: { name: string; sha256: string }): Promise<void> {
  try {
    const { id, fileId } = await storedFile(file.name);
    const response = await fetch(`${app.url}/api/v1/resources/${id}/files/${fileId}/original`, {
      headers: { cookie: group.author.cookies() },
    });
    const hash = createHash('sha256').update(Buffer.from(await response.arrayBuffer()));
    expect(hash.digest('hex')).toBe(file.sha256);
  } catch (error) {
    await keepPicture(page, `resume-${file.name}`);
    throw error;
  }
}

async function mine(): Promise<ResourceCard[]> {
  return (await group.author.get<{ items: ResourceCard[] }>('resources?scope=mine')).body.items;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + MINUTE;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('did not come true in a minute');
    await new Promise((wake) => setTimeout(wake, 200));
  }
}

async function storedFile(name: string): Promise<{ id: string; fileId: string }> {
  const deadline = Date.now() + MINUTE;
  const title = name.replace(/\.txt$/, '');
  for (;;) {
    const { body } = await group.author.get<{
      items: { id: string; title: string; files: { id: string }[] }[];
    }>('resources?scope=mine');
    const found = body.items.find((r) => r.title === title && r.files.length > 0);
    if (found) return { id: found.id, fileId: found.files[0]!.id };
    if (Date.now() > deadline)
      throw new Error(`${title} is not there: ${JSON.stringify(body).slice(0, 800)}`);
    await new Promise((wake) => setTimeout(wake, 200));
  }
}
