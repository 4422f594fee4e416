import type { Page } from '@playwright/test';
import { faultsOf } from './support/axe';
import { expect, test } from './support/test';
import { scene } from './support/wall';

/** Adds a step that brings a scene, by the clock. */
async function plans(page: Page, name: string, kind: string, at: string): Promise<void> {
  await page.getByRole('button', { name: 'إضافة خطوة' }).click();
  await page.getByLabel('ما يسمّيها الفريق', { exact: true }).fill(name);
  await page.getByRole('combobox', { name: 'ما تفعله' }).selectOption({ label: 'مشهد الشاشات' });
  await page.getByRole('combobox', { name: 'المشهد' }).selectOption(kind);
  await page.getByRole('combobox', { name: 'تتحرك مع' }).selectOption('clock');
  await page.getByLabel('اليوم', { exact: true }).fill(at);
  await page.getByLabel('الساعة', { exact: true }).fill('10:00');
  await page.getByRole('button', { name: 'إضافة', exact: true }).click();
}

test('an organiser plans two steps, and a desk does, moves and holds them', async ({ page, server }) => {
  test.slow();
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await page.setViewportSize({ width: 820, height: 1180 });
  await page.goto(server.link('organiser').replace('#', '?lang=ar#'));
  await page.getByRole('navigation').getByRole('button', { name: 'سير البرنامج' }).click();
  await plans(page, 'لوحة الصمت', 'quiet', day(2));
  await expect(page.getByRole('heading', { name: 'لوحة الصمت' })).toBeVisible();
  await plans(page, 'رمز الشبكة', 'blank', day(3));
  await expect(page.getByRole('heading', { name: 'رمز الشبكة' })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  const wall = await server.device(server.link('screen'), { viewport: { width: 1920, height: 1080 } });
  const desk = await server.device(server.link('moderator'), { viewport: { width: 1440, height: 900 } });
  await desk.getByRole('button', { name: 'سير البرنامج' }).first().click();
  const part = desk.getByRole('complementary', { name: 'سير البرنامج' });
  await expect(part.getByText('لوحة الصمت')).toBeVisible();
  expect(await faultsOf(desk)).toEqual([]);
  const stage = await server.device(server.link('presenter'));
  await expect(stage.getByText('التالي في البرنامج')).toBeVisible();
  expect(await faultsOf(stage)).toEqual([]);

  await part
    .getByRole('button', { name: /^تنفيذ الآن/ })
    .first()
    .click();
  await expect(scene(wall, 'quiet')).toBeVisible();
  await expect(part.getByText(/نُفّذت يدويًا/)).toBeVisible();

  await part.getByRole('button', { name: /^تأخير ٥ دقائق/ }).click();
  await part
    .getByRole('button', { name: /^تحريك/ })
    .last()
    .click();
  await expect(page.getByText('مؤجلة بالدقائق: ٥')).toBeVisible();

  await part.getByRole('button', { name: /^إيقاف السير/ }).click();
  await expect(part.getByText(/السير متوقف منذ/)).toBeVisible();
  await expect(stage.getByText('السير متوقف')).toBeVisible();
  expect(await faultsOf(desk)).toEqual([]);
  await part.getByRole('button', { name: 'استئناف في المواعيد نفسها' }).click();
  await expect(part.getByText(/السير متوقف منذ/)).toHaveCount(0);

  await page.getByRole('navigation').getByRole('button', { name: 'جاهزية البدء' }).click();
  await expect(page.getByRole('heading', { name: 'التجربة', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'جُرّبت هذه القاعة' }).click();
  await expect(page.getByRole('button', { name: 'إلغاء العلامة' })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
});
