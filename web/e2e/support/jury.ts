import { expect, type Page } from '@playwright/test';

/** Gives a nominee the same mark in every criterion. */
export async function judge(page: Page, nominee: string, mark: string): Promise<void> {
  await page.getByRole('button', { name: nominee }).click();
  const sheet = page.getByRole('article');
  for (const criterion of await sheet.getByRole('group').all())
    await criterion.getByText(mark, { exact: true }).click();
  await expect(sheet.getByRole('status')).toHaveText('وصلت الدرجات، ويمكن تغييرها حتى ختم التحكيم');
}

/** What a person presses who means it. */
export async function pressTwice(page: Page, first: string, second: RegExp): Promise<void> {
  await page.getByRole('button', { name: first, exact: true }).click();
  await page.getByRole('button', { name: second }).click();
}
