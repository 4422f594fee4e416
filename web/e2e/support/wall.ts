import type { Locator, Page } from '@playwright/test';

/** The scene that stands on a wall, when it is of that name; one that fades away is left out. */
export function scene(page: Page, name: string): Locator {
  return page.locator(`[data-scene="${name}"]:not([inert])`);
}

/** How full each bar of a poll is, in percent of its track, and whether it is filled from where its language is read from. */
export function barsOf(poll: Locator): Promise<{ share: number; fromTheStart: boolean }[]> {
  return poll.getByRole('listitem').evaluateAll((rows) =>
    rows.flatMap((row) => {
      const [track, bar] = [row.querySelector('.track'), row.querySelector('.filled')];
      if (!track || !bar) return [];
      const [whole, part] = [track.getBoundingClientRect(), bar.getBoundingClientRect()];
      const start = getComputedStyle(row).direction === 'rtl' ? 'right' : 'left';
      return [
        {
          share: Math.round((part.width / whole.width) * 100),
          fromTheStart: Math.abs(part[start] - whole[start]) < 1,
        },
      ];
    }),
  );
}
