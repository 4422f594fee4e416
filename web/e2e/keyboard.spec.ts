import { expect } from '@playwright/test';
import { Desk } from './support/desk';
import { hallNow, question, texts } from './support/hall';
import { press, reach } from './support/hands';
import { test } from './support/test';
import { scene } from './support/wall';
import { WallServer } from './support/wall-server';
import { wordsIn } from './support/words';

const say = wordsIn('ar');

/** More controls than any page has before the one that is looked for. */
const most = 80;

test('who has a keyboard alone joins, asks, supports and votes', async ({ page, server }) => {
  const desk = await Desk.at(server);
  await desk.begin();
  await desk.do({ do: 'enter', session: 1, text: texts.shortArabic, source: 'floor' });
  await page.goto('/?lang=ar');
  await reach(page, page.getByRole('textbox'));
  await page.keyboard.type(server.forum.halls[0]?.code ?? '');
  await page.keyboard.press('Enter');

  await press(page, page.getByRole('button', { name: say('ask'), exact: true }));
  const composer = page.getByRole('dialog');
  await reach(page, composer.getByRole('textbox', { name: say('ask_prompt') }));
  await page.keyboard.type('متى تُعلن النتائج؟');
  await press(page, composer.getByRole('button', { name: say('send'), exact: true }));
  await expect(composer).toBeHidden();
  await expect(page.getByText('متى تُعلن النتائج؟')).toBeVisible();

  const support = page.getByRole('article').filter({ hasText: texts.shortArabic }).locator('button[aria-pressed]');
  await press(page, support);
  await expect(support).toHaveAttribute('aria-pressed', 'true');

  await desk.openPoll({
    answer: { kind: 'single' },
    title: { ar: 'بم نبدأ؟' },
    options: [{ ar: 'الحدائق' }, { ar: 'الإنارة' }],
    settings: { changeable: true, hidden: true, secret: false },
  });
  // Nothing comes up while the focus is on the list.
  await expect(page.getByLabel(say('notices')).getByText(say('vote_is_open'))).toBeVisible();
  const isOnList = () => page.evaluate(() => document.activeElement?.closest('article') != null);
  for (let pressed = 0; pressed < most && (await isOnList()); pressed += 1) await page.keyboard.press('Tab');
  const ballot = page.getByRole('dialog', { name: say('vote_title') });
  const first = ballot.getByRole('radio').first();
  await expect(first).toBeVisible();
  for (
    let pressed = 0;
    pressed < most && !(await first.evaluate((it) => it === document.activeElement));
    pressed += 1
  ) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  await expect(first).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(ballot).toBeHidden();
});

test('a presenter with a keyboard alone calls the next question', async ({ page }) => {
  const server = new WallServer(hallNow(Date.now()), 'presenter');
  server.hall.on = question(1, 12, texts.arabic);
  server.hall.next = [question(2, 7, texts.shortArabic)];
  server.hall.session.presenter_calls_next = true;
  await server.serve(page);
  await page.goto('/stage?lang=ar#c1.forum.secret');
  await press(page, page.getByRole('button', { name: say('stage_next') }));
  await expect.poll(() => server.commands.map((command) => command.do)).toEqual(['next']);
});

test('a wall is paired by the keyboard alone', async ({ page, server }) => {
  const wall = await server.device(`${server.url}/screen?lang=ar`);
  const digits = wall
    .locator('bdi, [dir="ltr"]')
    .filter({ hasText: /^\s*\d{3}\s*\d{3}\s*$/ })
    .first();
  await expect(digits).toBeVisible();
  const code = ((await digits.textContent()) ?? '').replace(/\D/g, '');
  await page.goto(server.link('organiser').replace('#', '?lang=ar#'));
  await press(page, page.getByRole('button', { name: say('organise_part_links') }));
  await reach(page, page.getByLabel(say('pair_screen_code')));
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await expect(scene(wall, 'join').or(scene(wall, 'break')).or(scene(wall, 'agenda'))).toBeAttached({
    timeout: 15_000,
  });
});
