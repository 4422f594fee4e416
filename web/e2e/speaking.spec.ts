import type { Page } from '@playwright/test';
import { faultsOf } from './support/axe';
import { Desk } from './support/desk';
import { expect, test } from './support/test';
import { scene } from './support/wall';
import { wordsIn } from './support/words';

const say = wordsIn('ar');
const sayEnglish = wordsIn('en');

const topic = 'متى تُضاء ممرات المشاة قرب المدارس؟';

/** Asks for the microphone on a phone. */
async function asks(
  phone: Page,
  words: { topic?: string; name?: string } = {},
  lang: 'ar' | 'en' = 'ar',
): Promise<void> {
  const told = lang === 'ar' ? say : sayEnglish;
  await phone.getByRole('button', { name: told('sp_ask'), exact: true }).click();
  const sheet = phone.getByRole('dialog', { name: told('sp_ask') });
  if (words.topic) await sheet.getByRole('textbox', { name: told('sp_topic') }).fill(words.topic);
  if (words.name) await sheet.getByRole('textbox', { name: told('sp_name') }).fill(words.name);
  await sheet.getByRole('button', { name: told('send'), exact: true }).click();
}

/** The part of a phone that is about the microphone. */
const part = (phone: Page, lang: 'ar' | 'en' = 'ar') =>
  phone.getByRole('region', { name: (lang === 'ar' ? say : sayEnglish)('sp_title') });

const placed = (n: string) => say('sp_place').replace('{n}', n);

test('phones ask for the microphone, a desk calls by a key, and hall, wall and stage see who speaks', async ({
  page,
  server,
}) => {
  test.slow();
  await (await Desk.at(server)).begin();
  const arabic = await server.phone();
  const english = await server.phone({ lang: 'en', viewport: { width: 360, height: 640 } });
  const wall = await server.device(server.link('screen', 1).replace('#', '?lang=ar#'), {
    viewport: { width: 1920, height: 1080 },
  });
  const stage = await server.device(server.link('presenter', 1).replace('#', '?lang=ar#'));

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(server.link('moderator', 1).replace('#', '?lang=ar#'));
  await page.locator('section.waiting').waitFor({ state: 'attached' });
  await page.keyboard.press('KeyV');
  const panel = page.getByRole('complementary', { name: say('tab_speaking') });
  await panel.getByRole('button', { name: say('sp_open'), exact: true }).click();
  await panel.getByRole('checkbox').check();
  await expect(panel.getByText(say('sp_is_open'))).toBeVisible();

  await arabic.getByRole('button', { name: say('sp_ask'), exact: true }).click();
  const sheet = arabic.getByRole('dialog', { name: say('sp_ask') });
  await expect(sheet, 'it is said who sees the name').toContainText(say('sp_name_walls'));
  expect(await faultsOf(arabic)).toEqual([]);
  await arabic.keyboard.press('Escape');
  await asks(arabic, { topic, name: 'متطوعة' });
  await expect(part(arabic)).toContainText(say('sp_place_next'));
  await asks(english, {}, 'en');
  await expect(part(english, 'en')).toContainText(sayEnglish('sp_place').replace('{n}', '2'));
  await expect(part(english, 'en'), 'what it is about is for desk and stage').not.toContainText(topic);
  await expect(panel.getByRole('listitem')).toHaveCount(2);
  await expect(panel.getByRole('listitem').first()).toContainText(topic);
  expect(await faultsOf(page)).toEqual([]);
  expect(await english.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

  await page.locator('main').first().press('KeyK');
  await expect(part(arabic)).toContainText(say('sp_your_turn'));
  expect(await faultsOf(arabic)).toEqual([]);
  await expect(part(english, 'en')).toContainText(sayEnglish('sp_place_next'));
  await expect(part(english, 'en')).toContainText('متطوعة');
  await expect(scene(wall, 'speaking')).toContainText('متطوعة');
  expect(await faultsOf(wall)).toEqual([]);
  await expect(stage.getByText(topic)).toBeVisible();
  expect(await faultsOf(stage)).toEqual([]);

  await panel.getByRole('button', { name: say('sp_name_off') }).click();
  await expect(scene(wall, 'speaking')).toContainText(say('without_name'));
  await expect(stage.getByText(topic)).toHaveCount(0);
  await expect(part(english, 'en')).not.toContainText('متطوعة');

  await page.locator('main').first().press('KeyK');
  await expect(part(english, 'en')).toContainText(sayEnglish('sp_your_turn'));
  await expect(part(arabic)).toContainText(say('sp_own_done'));
  await arabic.getByRole('button', { name: say('sp_ask_again') }).click();
  await arabic
    .getByRole('dialog', { name: say('sp_ask') })
    .getByRole('button', { name: say('send'), exact: true })
    .click();
  await panel
    .getByRole('button', { name: say('sp_absent'), exact: true })
    .first()
    .click();
  await expect(part(english, 'en')).toContainText(sayEnglish('sp_own_absent'));

  await part(arabic)
    .getByRole('button', { name: say('sp_withdraw') })
    .click();
  await part(arabic)
    .getByRole('button', { name: say('sp_withdraw_sure') })
    .click();
  await expect(part(arabic).getByRole('button', { name: say('sp_ask'), exact: true })).toBeVisible();
  await expect(panel.getByText(say('sp_nobody_waits'))).toBeVisible();
});

test('places move by a desk’s hand, who is taken off is told so, and all of it with a keyboard alone', async ({
  page,
  server,
}) => {
  test.slow();
  const desk = await Desk.at(server);
  await desk.begin();
  await desk.do({ do: 'speaking', act: 'set', session: 1, version: 0, plan: { open: true, walls: false } });
  const first = await server.phone();
  const second = await server.phone();
  await asks(first, { name: 'الأول' });
  await expect(part(first)).toContainText(say('sp_place_next'));
  await asks(second, { name: 'الثاني' });
  await expect(part(second)).toContainText(placed('٢'));

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(server.link('moderator', 1).replace('#', '?lang=ar#'));
  await page.locator('header').first().waitFor();
  await page.keyboard.press('KeyV');
  const panel = page.getByRole('complementary', { name: say('tab_speaking') });
  const rows = panel.getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await rows
    .nth(1)
    .getByRole('button', { name: say('move_up') })
    .focus();
  await page.keyboard.press('Enter');
  await expect(part(second)).toContainText(say('sp_place_next'));
  await expect(part(first)).toContainText(placed('٢'));
  expect(await faultsOf(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

  const off = rows.nth(1).getByRole('button', { name: say('sp_dismiss') });
  await off.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(part(first)).toContainText(say('sp_own_dismissed'));
  await expect(first.getByRole('button', { name: say('sp_ask'), exact: true })).toHaveCount(0);

  await panel.getByRole('button', { name: say('sp_close'), exact: true }).click();
  await expect(part(second)).toContainText(say('sp_place_next'));
  const third = await server.phone();
  await expect(part(third)).toContainText(say('sp_closed'));
});
