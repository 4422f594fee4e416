import type { Page } from '@playwright/test';
import { Desk } from './support/desk';
import { Line } from './support/line';
import { expect, type Hall, test } from './support/test';
import { scene } from './support/wall';

const garden = 'متى تفتح الحديقة الجديدة للزوار؟';

/** Opens a wall of the first hall, in a session that runs with a question on stage. */
async function wallWithQuestion(page: Page, server: Hall): Promise<Desk> {
  const desk = await Desk.at(server);
  await desk.begin();
  await desk.putOnStage(garden);
  await page.goto(server.link('screen', 1).replace('#', '?lang=ar#'));
  await expect(scene(page, 'spotlight')).toContainText(garden);
  return desk;
}

test('a question on stage is on the wall, and the wall says so', async ({ page, server }) => {
  const desk = await wallWithQuestion(page, server);
  await desk.hearsOfWall('spotlight');
  expect(page.url()).not.toContain('#');
});

test('the last picture stands while the connection is lost, with a dot that says so', async ({ page, server }) => {
  const line = await Line.of(page);
  await wallWithQuestion(page, server);
  await line.cut();
  const lost = page.getByText('يُعاد الاتصال، والمعروض آخر ما وصل');
  await expect(lost).toBeAttached();
  await expect(scene(page, 'spotlight')).toContainText(garden);
  line.mend();
  await expect(lost).toHaveCount(0, { timeout: 15_000 });
});

test('whoever stands at the machine can test, blank and enlarge; the desk lifts it', async ({ page, server }) => {
  const desk = await wallWithQuestion(page, server);
  await page.keyboard.press('KeyT');
  await expect(scene(page, 'test')).toContainText('القاعة الكبرى');
  await page.keyboard.press('KeyT');
  await expect(scene(page, 'spotlight')).toBeVisible();
  await page.keyboard.press('KeyB');
  await expect(scene(page, 'blank')).toBeAttached();
  await desk.announce('تبدأ ورشة العمل بعد قليل');
  await expect(scene(page, 'spotlight')).toBeVisible();
  const size = () => page.locator('.wall').evaluate((wall) => getComputedStyle(wall).getPropertyValue('--wall-scale'));
  const before = await size();
  await page.keyboard.press('Equal');
  await expect.poll(size).not.toBe(before);
});

test('while the desk hides the wall, nothing is on it', async ({ page, server }) => {
  const desk = await wallWithQuestion(page, server);
  await desk.hide();
  await expect(scene(page, 'blank')).toBeAttached();
  await expect(page.getByText(garden)).toHaveCount(0);
});
