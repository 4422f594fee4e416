import type { PollDraft } from '../src/lib/protocol/generated/protocol';
import { placedBars } from './support/bars';
import { Desk } from './support/desk';
import { Retold } from './support/retold';
import { expect, test } from './support/test';

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
    retold.tell(number, 11, [6, 5]);
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

test('of a hundred votes a second a desk reads out one count in five seconds', async ({ page, server }) => {
  const retold = await Retold.of(page);
  const desk = await Desk.at(server);
  await desk.begin();
  const number = await desk.openPoll(poll);
  await page.clock.install();
  await page.goto(server.link('moderator', 1).replace('#', '?lang=ar#'));
  await page.getByRole('button', { name: 'التصويتات' }).first().click();
  await expect(page.locator('#desk-drawer .bars')).toBeVisible();
  await page.evaluate(() => {
    const region = document.querySelector('[role="status"][aria-live]');
    Object.assign(window, { heard: [] });
    new MutationObserver(() => Reflect.get(window, 'heard').push(region?.textContent)).observe(region ?? document, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  // From here on only the test moves the time.
  await page.clock.pauseAt(Date.now() + 2_000);
  for (let second = 1; second <= 12; second += 1) {
    for (let vote = 1; vote <= 100; vote += 1) retold.tell(number, (second - 1) * 100 + vote, [vote, 0]);
    await page.clock.runFor(1_000);
    await expect(page.locator('#desk-drawer .bars')).toContainText('١٠٠');
  }
  const placed = { isUnderItsLabel: true, startsWithIt: true };
  const bars = await placedBars(page.locator('#desk-drawer .bars'));
  expect(bars).toEqual([/الحدائق/, /الإنارة/].map((text) => ({ text: expect.stringMatching(text), ...placed })));
  const heard = await page.evaluate(() => Reflect.get(window, 'heard') as string[]);
  expect(heard.length).toBeGreaterThanOrEqual(2);
  expect(heard.length).toBeLessThanOrEqual(4);
  expect(heard.at(-1)).toMatch(/^صوّت .* شخص\. /);
});
