import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';

/** To read it takes a page longer than to be gone over by it: it comes to a page once. */
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds at fault on a page: each rule with the elements that break it. None is what a test expects. `without`
 * names what another test goes over.
 */
export async function faultsOf(page: Page, { without }: { without?: string } = {}): Promise<string[][]> {
  // What stands in a frame would not be gone over.
  expect(page.frames()).toHaveLength(1);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  return page.evaluate(async (without) => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    // What is coming in still is paler than it will stand.
    const ends = ({ effect }: Animation) => Number.isFinite(effect?.getComputedTiming().endTime);
    await Promise.allSettled(
      document
        .getAnimations()
        .filter(ends)
        .map(({ finished }) => finished),
    );
    const where = without === undefined ? document : { exclude: [without] };
    // What passes is not described: that takes longer than to find it.
    const { violations } = await inPage.run(where, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
  }, without);
}
