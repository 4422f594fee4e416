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

test('nothing on a badge lies over anything else or is cut, whatever its holder is called', async ({ page }) => {
  const say = wordsIn('ar');
  const hall = hallNow(Date.now());
  hall.agenda.name = names.long;
  await new WallServer(hall, 'organiser').serve(page);
  const { code, languages, zone, name } = hall.agenda;
  const forum = { forum: 'forum', slug: 'izwa', name, languages, zone, code };
  await page.route(/\/v1\/(forums|whoami)/, (route) =>
    route.fulfill({ json: { ...forum, role: 'organiser', hall: null, rehearsal: false } }),
  );
  const holders = [
    'سارة',
    'عبدالعزيز بن محمد بن عبدالرحمن آل الشيخ الدوسري القحطاني ا',
    `${'ع'.repeat(60)}`,
    undefined,
    'Jean-Christophe Montgomery-Featherstonehaugh of Wessex, esq.',
  ];
  const badges = Array.from({ length: 12 }, (_, at) => {
    const holder = holders[at % holders.length];
    const told = { ...(holder && { name: holder }), ...(at % 4 < 3 && { label: `A-${'1'.repeat(18)}` }) };
    return {
      badge: at + 1,
      version: 1,
      edition: 0,
      ended: false,
      code: `${at}`.padStart(16, '0'),
      group: at % 2,
      ...told,
    };
  });
  const groups = [
    { name: { ar: 'أعضاء الجمعية العمومية وممثلو مجالس الأحياء في المنطقة الشرقية' }, good: 6 },
    { name: { en: 'Guests' }, good: 6 },
  ];
  await page.route('**/v1/badges', (route) => route.fulfill({ json: { badges, groups } }));
  await page.goto('/organise?lang=ar#c1.forum.secret');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: say('badges_part'), exact: true })
    .click();
  await page.getByRole('button', { name: say('badges_print'), exact: true }).click();
  await expect(page.locator('.sheets .card')).toHaveCount(12);
  await expect(page.locator('.sheets > article')).toHaveCount(2);
  await page.evaluate(() => document.fonts.ready);
  for (const media of ['screen', 'print'] as const) {
    await page.emulateMedia({ media });
    expect(await overlapping(page), media).toEqual([]);
    expect(await cutSheets(page), media).toEqual([]);
    const cut = await page
      .locator('.card')
      .evaluateAll((cards) =>
        cards.filter((card) => card.scrollHeight > card.clientHeight + 1).map((card) => card.textContent),
      );
    expect(cut, media).toEqual([]);
  }
});
