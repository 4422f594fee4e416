import type { Page } from '@playwright/test';
import type { PollDraft } from '../src/lib/protocol/generated/protocol';
import { placedBars } from './support/bars';
import { Desk } from './support/desk';
import { Retold } from './support/retold';
import { expect, type Hall, test } from './support/test';

const poll: PollDraft = {
  title: { ar: 'بم نبدأ؟', en: 'Where do we begin?' },
  answer: { kind: 'single' },
  options: [
    { ar: 'الحدائق', en: 'Parks' },
    { ar: 'الإنارة', en: 'Lighting' },
  ],
  settings: { changeable: true, hidden: true, secret: false },
};

/** What a screen reader is given of the result: 11 voted, 6 and 5. */
const trees = {
  ar: `
    - paragraph: /صوّت ١١ شخصًا\\. الأكثر اختيارًا. .*الحدائق.*، ٥٥٪.*/
    - table /جدول النتائج. .*بم نبدأ؟.*/:
      - caption
      - rowgroup:
        - row "الخيار النسبة الأصوات"
      - rowgroup:
        - row /الحدائق ٥٥٪.* ٦/
        - row /الإنارة ٤٥٪.* ٥/
  `,
  en: `
    - paragraph: /11 people voted\\. Most chosen. .*Parks.*, 55%\\./
    - table /Table of results. .*Where do we begin.*/:
      - caption
      - rowgroup:
        - row "Option Share Votes"
      - rowgroup:
        - row "Parks 55% 6"
        - row "Lighting 45% 5"
  `,
};

for (const lang of ['ar', 'en'] as const) {
  test(`a result is a sentence and a table to who listens on a phone, in ${lang}, and its bars belong to their labels`, async ({
    page,
    server,
  }) => {
    const retold = await Retold.of(page);
    const desk = await Desk.at(server);
    await desk.begin();
    await page.goto(`${server.join(1)}?lang=${lang}`);
    const number = await desk.openPoll(poll);
    const sheet = page.getByRole('dialog');
    await expect(sheet).toBeVisible();
    await desk.closePoll(number, true);
    const bars = sheet.locator('.bars');
    await expect(bars).toBeVisible();
    await retold.tell(number, { v: 11, n: [6, 5] });
    await expect(bars).toContainText(lang === 'ar' ? '٥٥٪' : '55%');
    await expect(sheet).toMatchAriaSnapshot(trees[lang]);
    await expect(page.getByRole('status').filter({ hasText: lang === 'ar' ? 'صوّت' : 'voted' })).toBeAttached();

    const rows = await placedBars(bars);
    const placed = { isUnderItsLabel: true, startsWithIt: true };
    const texts = lang === 'ar' ? [/الحدائق ٥٥٪.* ٦/, /الإنارة ٤٥٪.* ٥/] : [/Parks 55% 6/, /Lighting 45% 5/];
    await page.emulateMedia({ forcedColors: 'active' });
    const colours = await bars
      .locator('.bar')
      .first()
      .locator('.track, .filled')
      .evaluateAll((parts) => parts.map((part) => getComputedStyle(part).backgroundColor));
    expect(new Set(colours).size, 'a bar differs from its track in forced colours').toBe(2);
    expect(rows).toEqual(texts.map((text) => ({ text: expect.stringMatching(text), ...placed })));
  });
}

/** Keeps what a page's polite regions say, from now on. */
function listen(page: Page): Promise<void> {
  return page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const said = new Map<Element, string>();
    const polite = () => document.querySelectorAll('[role="status"], [aria-live="polite"]');
    for (const region of polite()) said.set(region, region.textContent ?? '');
    new MutationObserver(() => {
      for (const region of polite()) {
        const text = region.textContent ?? '';
        if (text !== '' && text !== said.get(region)) heard.push(text);
        said.set(region, text);
      }
    }).observe(document, { childList: true, characterData: true, subtree: true });
  });
}

interface Listener {
  name: string;
  address: (server: Hall) => string;
  /** Where the counts are seen to arrive. */
  shown: string;
  opens?: (page: Page) => Promise<void>;
  /** Whether it shows results of a closed poll alone. */
  isClosed?: boolean;
  /** Whether the count is read out there: a wall has nobody who listens. */
  isRead: boolean;
}

const listeners: Listener[] = [
  {
    name: 'a desk',
    address: (server) => server.link('moderator', 1).replace('#', '?lang=ar#'),
    opens: (page) => page.getByRole('button', { name: 'التصويتات' }).first().click(),
    shown: '#desk-drawer .bars',
    isRead: true,
  },
  {
    name: 'a phone',
    address: (server) => `${server.join(1)}?lang=ar`,
    opens: (page) => expect(page.getByRole('dialog')).toBeVisible(),
    isClosed: true,
    shown: 'dialog .bars',
    isRead: true,
  },
  {
    name: 'a wall',
    address: (server) => server.link('screen', 1).replace('#', '?lang=ar#'),
    shown: '[data-scene="poll"]',
    isRead: false,
  },
];

for (const { name, address, shown, opens, isClosed, isRead } of listeners) {
  test(`of a hundred votes a second ${name} reads out at most one count in five seconds`, async ({ page, server }) => {
    const retold = await Retold.of(page);
    const desk = await Desk.at(server);
    await desk.begin();
    // Seen by everyone while it is open, so that the counts come to every page.
    const number = await desk.openPoll({ ...poll, settings: { ...poll.settings, hidden: false } });
    await page.clock.install();
    await page.goto(address(server));
    await opens?.(page);
    if (isClosed) await desk.closePoll(number, true);
    await expect(page.locator(shown)).toBeVisible();
    await listen(page);
    // From here on only the test moves the time.
    await page.clock.pauseAt(Date.now() + 2_000);
    const seconds = 12;
    for (let second = 1; second <= seconds; second += 1) {
      const votes = Array.from({ length: 100 }, (_, at) => at + 1);
      await retold.tell(number, ...votes.map((vote) => ({ v: (second - 1) * 100 + vote, n: [vote, 0] })));
      await page.clock.runFor(1_000);
      if (isRead) await expect(page.locator(shown)).toContainText('١٠٠');
    }
    const heard = await page.evaluate(() => Reflect.get(window, 'heard') as string[]);
    expect(heard.length).toBeLessThanOrEqual(Math.ceil(seconds / 5) + 1);
    if (isRead) {
      expect(heard.length).toBeGreaterThanOrEqual(2);
      expect(heard.at(-1)).toMatch(/^صوّت .* شخص\. /);
      const placed = { isUnderItsLabel: true, startsWithIt: true };
      const bars = await placedBars(page.locator(shown));
      expect(bars).toEqual([/الحدائق/, /الإنارة/].map((text) => ({ text: expect.stringMatching(text), ...placed })));
    }
  });
}
