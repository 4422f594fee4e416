import type { Locator, Page } from '@playwright/test';
import { faultsOf } from './support/axe';
import { twoHalls } from './support/forum';
import { expect, test } from './support/test';

/** A forum that is to come, with two halls and a day that leaves room. */
const forum = `
slug = "trial"
name = { ar = "ملتقى التجربة", en = "Trial forum" }
zone = "Asia/Riyadh"
${twoHalls}
[[sessions]]
hall = "main"
kind = "panel"
title = { ar = "من المبادرة إلى الأثر", en = "From initiative to impact" }
start = 2100-01-04T09:00
end = 2100-01-04T10:00

[[sessions]]
hall = "main"
kind = "talk"
title = { ar = "كلمة الختام", en = "Closing words" }
start = 2100-01-04T10:30
end = 2100-01-04T11:00
`;

test.use({ forumFile: forum });

const panel = 'From initiative to impact';

async function organise(page: Page, address: string, lang = 'en'): Promise<void> {
  const link = new URL(address);
  link.searchParams.set('lang', lang);
  await page.goto(link.href);
}

/** A session in the grid or the list, by its title. */
function block(page: Page, title: string): Locator {
  return page.getByRole('button', { name: title });
}

/** Drags from the middle of one thing by so far, in several moves, as a hand does. */
async function drag(page: Page, from: Locator, by: { x: number; y: number }): Promise<void> {
  const box = await from.boundingBox();
  if (!box) throw new Error('it is not seen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by.x / 2, y + by.y / 2, { steps: 4 });
  await page.mouse.move(x + by.x, y + by.y, { steps: 4 });
  await page.mouse.up();
}

test('a session is dragged to another hall and time, stretched, and put back', async ({ page, server }) => {
  await organise(page, server.link('organiser'));
  const other = await server.device(server.link('organiser'));
  const box = (await block(page, panel).boundingBox()) ?? { height: 0 };
  const hour = box.height + 2;
  const width = (await block(page, panel).boundingBox())?.width ?? 0;
  await drag(page, block(page, panel), { x: width, y: hour / 2 });
  await expect(block(page, panel)).toContainText('9:30 am – 10:30 am');
  const heading = (await page.getByRole('heading', { name: 'Workshop hall' }).boundingBox()) ?? { x: 0 };
  expect((await block(page, panel).boundingBox())?.x, 'under its hall').toBeGreaterThan(heading.x - 20);
  await expect(page.getByText(/9:30 am – 10:30 am, .Workshop hall/).first()).toBeVisible();
  await expect(block(other, 'من المبادرة إلى الأثر'), 'the other organiser sees it').toContainText('٩:٣٠');
  await drag(page, page.locator(`[data-session="${panel}"]`), { x: 0, y: hour / 4 });
  await expect(block(page, panel)).toContainText('9:30 am – 10:45 am');
  // It is seen there at once, and can be taken back when the server has it.
  await expect(page.getByText(/9:30 am – 10:45 am, .Workshop hall/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(block(page, panel)).toContainText('9:30 am – 10:30 am');

  await drag(page, block(page, panel), { x: -width, y: hour });
  await expect(page.getByText('Another session has the hall then').first(), 'the hall is taken').toBeVisible();
  await expect(block(page, panel)).toContainText('9:30 am – 10:30 am');
});

/** Draws a finger from the middle of one thing by so far, in several moves; browsers tell of them frame by frame. */
async function draw(page: Page, from: Locator, by: { x: number; y: number }): Promise<void> {
  const box = await from.boundingBox();
  if (!box) throw new Error('it is not seen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const browser = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove', part: number) =>
    browser.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x: x + by.x * part, y: y + by.y * part }] });
  await touch('touchStart', 0);
  for (const part of [0.25, 0.5, 0.75, 1]) {
    await touch('touchMove', part);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await browser.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await browser.detach();
}

test.describe('on a tablet', () => {
  test.use({ hasTouch: true, viewport: { width: 1024, height: 600 } });

  test('a finger moves a session by its handles to another hall and time, and scrolls by the rest of it', async ({
    page,
    server,
  }) => {
    await organise(page, server.link('organiser'));
    const session = page.locator('.block').filter({ hasText: panel });
    const { width, height } = (await session.boundingBox()) ?? { width: 0, height: 0 };
    const hour = height + 2;
    await draw(page, session.locator('.grip'), { x: width, y: hour / 2 });
    await expect(block(page, panel)).toContainText('9:30 am – 10:30 am');
    await expect(page.getByText(/9:30 am – 10:30 am, .Workshop hall/).first()).toBeVisible();
    // Right after the move above its end may come out of the hand: whoever draws it draws once more.
    await expect(async () => {
      await draw(page, session.locator('.end'), { x: 0, y: hour / 2 });
      await expect(block(page, panel)).toContainText('9:30 am – 11:00 am', { timeout: 2_000 });
    }).toPass({ timeout: 15_000 });
    const scrolled = () => page.locator('.scroll').evaluate((grid) => grid.scrollTop + scrollY);
    const before = await scrolled();
    await draw(page, block(page, panel), { x: 0, y: -60 });
    await expect.poll(scrolled).toBeGreaterThan(before);
    await expect(block(page, panel)).toContainText('9:30 am – 11:00 am');
  });
});

test('with keys a session goes by five minutes and to the next hall, in the direction of the page', async ({
  page,
  server,
}) => {
  await organise(page, server.link('organiser'), 'ar');
  const session = block(page, 'من المبادرة إلى الأثر');
  await session.focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowLeft', 'Shift+ArrowDown']) await page.keyboard.press(key);
  await expect(page.getByText(/٩:١٠ ص – ١٠:١٥ ص، .قاعة الورش/).last()).toBeVisible();
  await expect(session).toContainText('٩:١٠ ص – ١٠:١٥ ص');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(session, 'Escape takes it back').toContainText('٩:١٠ ص – ١٠:١٥ ص');
});

test('free time takes a new session, the sheet changes it, and phones have it', async ({ page, server }) => {
  await organise(page, server.link('organiser'));
  const phone = await server.phone({ lang: 'en' });
  const closing = (await block(page, 'Closing words').boundingBox()) ?? { x: 0, y: 0, height: 0 };
  await page.mouse.click(closing.x + 30, closing.y + closing.height + 20);
  const sheet = page.getByRole('dialog', { name: 'New session' });
  await expect(sheet.getByLabel('Start')).toHaveValue('11:00');
  await sheet.getByRole('textbox', { name: 'Title in English' }).fill('Prayer');
  await sheet.getByLabel('Kind').selectOption('break');
  await sheet.getByLabel('Start').fill('10:45');
  await expect(sheet.getByText('Another session has the hall then')).toBeVisible();
  await sheet.getByLabel('Start').fill('11:00');
  expect(await faultsOf(page)).toEqual([]);
  await sheet.getByRole('button', { name: 'Add a session' }).click();
  await expect(block(page, 'Prayer')).toBeVisible();
  await phone.getByRole('button', { name: 'Agenda' }).click();
  await expect(phone.getByText('Prayer')).toBeVisible();
  await block(page, 'Prayer').click();
  const details = page.getByRole('dialog', { name: 'Session' });
  await details.getByRole('button', { name: 'Remove the session' }).click();
  await details.getByRole('button', { name: 'Yes, remove it' }).click();
  await expect(block(page, 'Prayer')).toHaveCount(0);
  await expect(phone.getByText('Prayer')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(block(page, 'Prayer')).toBeVisible();
});

test('the rest of a day is shifted in one move that shows beforehand what it comes to', async ({ page, server }) => {
  await organise(page, server.link('organiser'));
  await page.getByRole('button', { name: 'Shift the rest of the day: Main hall' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '+15' }).click();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Closing words' })).toContainText('10:45 am – 11:15 am');
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Change the times' }).click();
  await expect(block(page, panel)).toContainText('9:15 am – 10:15 am');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(block(page, panel)).toContainText('9:00 am – 10:00 am');
});

test('a hall is added, takes a session, and is removed once nothing holds it', async ({ page, server }) => {
  await organise(page, server.link('organiser'));
  const phone = await server.device(`${server.url}/j/${server.forum.code}?lang=en`);
  await page.getByRole('button', { name: 'Add a hall' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('Guest hall');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Guest hall' })).toBeVisible();
  await expect(phone.getByText('Guest hall').first(), 'phones choose it').toBeVisible();

  await page.getByRole('button', { name: 'Add a session: Guest hall' }).click();
  await dialog.getByRole('textbox', { name: 'Title' }).first().fill('Talk for guests');
  await dialog.getByRole('button', { name: 'Add a session' }).click();
  await expect(block(page, 'Talk for guests')).toBeVisible();
  await page.getByRole('button', { name: 'Rename: Guest hall' }).click();
  await expect(dialog.getByText('Sessions of the hall: 1')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Remove the hall' })).toBeDisabled();
  await page.keyboard.press('Escape');

  await block(page, 'Talk for guests').click();
  await dialog.getByRole('button', { name: 'Remove the session' }).click();
  await dialog.getByRole('button', { name: 'Yes, remove it' }).click();
  await page.getByRole('button', { name: 'Rename: Guest hall' }).click();
  await dialog.getByRole('button', { name: 'Remove the hall' }).click();
  await dialog.getByRole('button', { name: 'Yes, remove it' }).click();
  await expect(page.getByText('Hall removed').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Guest hall' })).toHaveCount(0);
  await expect(phone.getByText('Guest hall')).toHaveCount(0);
});

for (const [width, lang] of [
  [820, 'en'],
  [390, 'ar'],
] as const) {
  test(`at ${width} the agenda is a list, and all of it is changed by the sheet`, async ({ page, server }) => {
    await page.setViewportSize({ width, height: 844 });
    await organise(page, server.link('organiser'), lang);
    const said = (en: string, ar: string) => (lang === 'en' ? en : ar);
    await block(page, said('Closing words', 'كلمة الختام')).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel(said('Hall', 'القاعة')).selectOption({ label: said('Workshop hall', 'قاعة الورش') });
    await sheet.getByLabel(said('Start', 'البداية')).fill('12:00');
    await sheet.getByLabel(said('End', 'النهاية')).fill('12:30');
    expect(await faultsOf(page)).toEqual([]);
    await sheet.getByRole('button', { name: said('Save', 'حفظ') }).click();
    await expect(block(page, said('Closing words', 'كلمة الختام'))).toContainText(said('12:00 pm', '١٢:٠٠ م'));
    await page.getByRole('button', { name: said('Rename: Workshop hall', 'تغيير الاسم: قاعة الورش') }).click();
    const name = page.getByRole('dialog').getByRole('textbox').first();
    await name.fill('المسرح');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: said('Workshop hall', 'المسرح') })).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wider, 'nothing reaches past the edge').toBeLessThanOrEqual(0);
  });
}
