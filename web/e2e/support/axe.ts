import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * What axe finds at fault on a page: each rule with the elements that break it. None is what a test expects. `without`
 * names what another test goes over.
 */
export async function faultsOf(page: Page, { without }: { without?: string } = {}): Promise<string[][]> {
  // What passes is not described: that takes longer than to find it.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  // What it found is put together where it was found, not on another page that is opened for it: no page has frames.
  axe.setLegacyMode();
  expect(page.frames()).toHaveLength(1);
  if (without !== undefined) axe.exclude(without);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
}
