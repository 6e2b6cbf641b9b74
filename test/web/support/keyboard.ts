import type { Locator, Page } from 'playwright-core';

/**
 * Presses Tab until the round is over and names every visible control that never had the focus. Of a group that moves
 * its focus with the arrow keys (radio buttons, tabs, a tree, a menu) one member is enough.
 */
export async function unreached(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('[data-reached]'))
      element.removeAttribute('data-reached');
    (document.activeElement as HTMLElement | null)?.blur();
  });
  const limit =
    40 +
    (await page.evaluate(
      () => document.querySelectorAll('a, button, input, select, textarea, [tabindex]').length,
    )) *
      2;
  for (let pressed = 0, known = 0; pressed < limit; pressed += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return false;
      const before = element.hasAttribute('data-reached');
      element.setAttribute('data-reached', '');
      return before;
    });
    // two controls met again in a row: the round is over (one alone may have been focused when the page opened)
    known = seen ? known + 1 : 0;
    if (known >= 2) break;
  }
  return page.evaluate(() => {
    const groups = '[role=radiogroup], [role=tablist], [role=tree], [role=menu], .ant-segmented';
    const inside = document.querySelector('[role=dialog][aria-modal=true], .ant-drawer-open [role=dialog]');
    const area: ParentNode = inside ?? document;
    const isShown = (element: HTMLElement) => {
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      return (
        box.width > 1 &&
        box.height > 1 &&
        style.visibility !== 'hidden' &&
        !element.closest('[inert], [aria-hidden=true]')
      );
    };
    const controls = [
      ...area.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, [role=button], [role=tab], [role=treeitem], [role=switch], [role=combobox], video[controls], audio[controls]',
      ),
    ];
    return controls
      .filter((element) => !element.matches(':disabled') && isShown(element))
      .filter((element) => !element.hasAttribute('data-reached') && !element.querySelector('[data-reached]'))
      .filter((element) => !element.closest('[data-reached]'))
      .filter((element) => !element.closest(groups)?.querySelector('[data-reached]'))
      .map(
        (element) =>
          `<${element.tagName.toLowerCase()} class="${element.className}"> ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}`,
      );
  });
}

/** Presses Tab, or Shift+Tab, until the control has the focus; throws where a hundred presses do not lead there. */
export async function tabTo(page: Page, control: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let pressed = 0; pressed < 100; pressed += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead to ${String(control)}`);
}

/** Presses the down key until an entry of the menu that was opened has the focus; throws where a dozen presses do not lead there. */
export async function arrowTo(page: Page, entry: Locator): Promise<void> {
  await entry.waitFor();
  // It takes the focus a moment after it is there.
  await page.waitForFunction(() => document.activeElement?.closest('[role=menu]') != null);
  for (let pressed = 0; pressed < 12; pressed += 1) {
    if (await entry.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`The down key does not lead to ${String(entry)}`);
}
