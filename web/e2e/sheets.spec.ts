import { expect, test } from '@playwright/test';
import { hallNow } from './support/hall';
import { cutSheets, overlapping } from './support/layout';
import { WallServer } from './support/wall-server';
import { wordsIn } from './support/words';

/** Names of two lines in either language, and one of a line. */
const names = {
  long: { ar: 'ملتقى وجائزة عزوة للمشاركة المجتمعية', en: 'Izwa Forum and Award for Community Participation' },
  short: { ar: 'ملتقى عزوة', en: 'Izwa Forum' },
};

for (const [length, name] of Object.entries(names)) {
  test(`nothing on a printed sheet lies over anything else, under a ${length} name`, async ({ page }) => {
    const say = wordsIn('ar');
    const hall = hallNow(Date.now());
    hall.agenda.name = name;
    await new WallServer(hall, 'organiser').serve(page);
    const { code, languages, zone } = hall.agenda;
    const forum = { forum: 'forum', slug: 'izwa', name, languages, zone, code };
    await page.route(/\/v1\/(forums|whoami)/, (route) =>
      route.fulfill({ json: { ...forum, role: 'organiser', hall: null, rehearsal: false } }),
    );
    await page.goto('/organise?lang=ar#c1.forum.secret');
    await page
      .getByRole('navigation')
      .getByRole('button', { name: say('organise_part_print'), exact: true })
      .click();
    for (const [kind, sheets] of [
      ['organise_poster_a4', 4],
      ['organise_poster_a3', 4],
      ['organise_tent', 4],
    ] as const) {
      await page.getByRole('radio', { name: say(kind) }).check();
      await expect(page.locator('.sheets > article')).toHaveCount(sheets);
      await page.evaluate(() => document.fonts.ready);
      for (const media of ['screen', 'print'] as const) {
        await page.emulateMedia({ media });
        expect(await overlapping(page), `${kind} on ${media}`).toEqual([]);
        expect(await cutSheets(page), `${kind} on ${media}`).toEqual([]);
      }
      await page.emulateMedia({ media: 'screen' });
    }
  });
}
