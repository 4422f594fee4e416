import type { Locator, Page } from '@playwright/test';

export type LaneName = 'waiting' | 'list' | 'stage';

/** A lane of the desk. */
export function lane(page: Page, name: LaneName): Locator {
  return page.locator(`section.${name}`);
}

/** The row of a question in a lane. */
export function row(lane: Locator, text: string): Locator {
  return lane.getByRole('row').filter({ hasText: text });
}

/** Presses a key as an Arabic keyboard has it: another letter at the same place. */
export async function pressArabic(page: Page, code: string, letter: string, modifiers = 0): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const key = { code, key: letter, text: letter, modifiers };
  await browser.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key });
  await browser.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  await browser.detach();
}
