import type { Locator } from '@playwright/test';

/** A drawn bar: what is written with it, and whether it stands where it says whose it is. */
export interface PlacedBar {
  text: string;
  /** Its track is the next thing below its label. */
  isUnderItsLabel: boolean;
  /** Label, track and what is filled of it begin at one edge, where the language is read from. */
  startsWithIt: boolean;
}

/** The bars of a chart as they are drawn, in their order. */
export function placedBars(chart: Locator): Promise<PlacedBar[]> {
  return chart.locator('.bar').evaluateAll((drawn) =>
    drawn.map((bar) => {
      const box = (part: string) => bar.querySelector(part)?.getBoundingClientRect() ?? new DOMRect();
      const [label, track, filled] = [box('.label'), box('.track'), box('.filled')];
      const start = getComputedStyle(bar).direction === 'rtl' ? 'right' : 'left';
      return {
        text: (bar.textContent ?? '').replace(/\s+/g, ' ').trim(),
        isUnderItsLabel: track.top >= label.bottom - 1 && track.top - label.bottom < 20,
        startsWithIt: Math.abs(filled[start] - track[start]) <= 1 && Math.abs(label[start] - track[start]) <= 1,
      };
    }),
  );
}
