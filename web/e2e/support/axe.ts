import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds at fault on a page: each rule with the elements that break it. None is what a test expects. `without`
 * names what another test goes over.
 */
export async function faultsOf(page: Page, { without }: { without?: string } = {}): Promise<string[][]> {
  // What passes is not described: that takes longer than to find it.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  if (without !== undefined) axe.exclude(without);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
}
