import { expect, type Locator, type Page } from '@playwright/test';

/** More controls than any page has before the one that is looked for. */
const most = 80;

/**
 * Goes on by Tab until the control has the focus, which must be seen there, or on `seen` where that shows it. Of a group
 * of radio buttons the keys lead to one.
 */
export async function reach(page: Page, control: Locator, seen = control): Promise<void> {
  await expect(control).toBeVisible();
  const isThere = () => control.evaluate((element) => element === document.activeElement);
  for (let pressed = 0; pressed < most && !(await isThere()); pressed += 1) await page.keyboard.press('Tab');
  await expect(control).toBeFocused();
  expect(await seen.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe('none');
}

/** Reaches a control and presses it, by the keyboard. */
export async function press(page: Page, control: Locator): Promise<void> {
  await reach(page, control);
  await page.keyboard.press('Enter');
}

/** How somebody gets about on a phone: the same journey is made by a thumb and by keys. */
export interface Hand {
  press(button: Locator): Promise<void>;
  /** Ticks a box. */
  tick(box: Locator): Promise<void>;
  /** Gives so many stars of a group. */
  give(stars: Locator, n: number): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
  /** Goes on to the next of a list's choices. */
  next(list: Locator): Promise<void>;
  /** Leaves the sheet. */
  leave(): Promise<void>;
}

export const thumb = (page: Page): Hand => ({
  press: (button) => button.tap(),
  tick: (box) => box.tap(),
  give: (stars, n) =>
    stars
      .locator('label')
      .nth(n - 1)
      .tap(),
  write: async (field, text) => {
    await field.tap();
    await page.keyboard.insertText(text);
  },
  next: async (list) => {
    const at = await list.evaluate((select: HTMLSelectElement) => select.selectedIndex);
    await list.selectOption({ index: at + 1 });
  },
  leave: () => page.getByRole('dialog').locator('header button').tap(),
});

export const keys = (page: Page): Hand => ({
  press: (button) => press(page, button),
  tick: async (box) => {
    await reach(page, box);
    await page.keyboard.press('Space');
  },
  give: async (stars, n) => {
    await reach(page, stars.getByRole('radio').first(), stars.locator('svg').first());
    await page.keyboard.press('Space');
    for (let at = 1; at < n; at += 1) await page.keyboard.press('ArrowDown');
  },
  write: async (field, text) => {
    await reach(page, field);
    await page.keyboard.insertText(text);
  },
  next: async (list) => {
    await reach(page, list);
    await page.keyboard.press('ArrowDown');
  },
  leave: () => page.keyboard.press('Escape'),
});
