import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { faultsOf } from './support/axe';
import { Desk } from './support/desk';
import { usualForum } from './support/forum';
import { texts } from './support/hall';
import { expect, type Hall, test } from './support/test';

type Lang = 'ar' | 'en';

/** An address of the page, in a language. */
function spoken(address: string, lang: Lang = 'ar'): string {
  const link = new URL(address);
  link.searchParams.set('lang', lang);
  return link.href;
}

async function organiser(page: Page, server: Hall, lang: Lang = 'ar'): Promise<void> {
  await page.goto(spoken(server.link('organiser'), lang));
}

/** Shows a part of the page. */
async function open(page: Page, part: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: part }).click();
}

/** What a person presses who means it. */
async function pressTwice(page: Page, first: string, second: string): Promise<void> {
  await page.getByRole('button', { name: first, exact: true }).last().click();
  await page.getByRole('button', { name: second, exact: true }).click();
}

test.describe('on a server without a forum', () => {
  test.use({ forumFile: null });

  test('the setup link makes the first forum, and hands out every link and code once', async ({ page, server }) => {
    await page.goto(spoken(server.setup));
    await page.getByLabel('اسم الملتقى بالعربية').fill('ملتقى التطوع');
    await page.getByText('يوم واحد').click();
    await page.getByLabel('اليوم الأول').fill('2100-12-05');
    await page.getByRole('textbox', { name: 'القاعات' }).fill('القاعة الكبرى\nقاعة الورش');
    await page.getByText('إعدادات أخرى').click();
    await page.getByLabel('اسم الشبكة').fill('Volunteers');
    await page.getByRole('button', { name: 'إنشاء الملتقى' }).click();
    await expect(page.getByRole('heading', { name: 'الملتقى جاهز' })).toBeVisible();
    for (const role of ['المنظم', 'فريق الأسئلة', 'المنصة', 'الشاشة']) {
      await expect(page.getByRole('listitem').filter({ hasText: role }).getByRole('img').first()).toBeVisible();
    }
    const kept = page.waitForEvent('download');
    await page.getByRole('button', { name: 'حفظ الروابط والرموز في ملف' }).click();
    const text = readFileSync(await (await kept).path(), 'utf8');
    expect(text).toContain('/desk#c1.');
    expect(text).toMatch(/قاعة الورش: (\d{6})\nhttp\S+\/j\/\1\n/);

    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.getByRole('heading', { name: 'The forum is ready' })).toBeVisible();
    await page.getByRole('link', { name: "Open the organiser's page" }).click();
    await expect(page.getByRole('heading', { name: 'ملتقى التطوع' })).toBeVisible();
    await open(page, 'Codes');
    await expect(page.getByRole('listitem').filter({ hasText: 'Volunteers' }).getByRole('img')).toBeVisible();

    const late = await server.device(server.setup);
    await expect(late.getByText(/--organiser-link/)).toBeVisible();
  });

  for (const lang of ['ar', 'en'] as const) {
    test(`a forum file with mistakes is answered line by line in ${lang}, and may be sent again`, async ({
      page,
      server,
    }) => {
      await page.goto(spoken(server.setup, lang));
      await page.getByLabel(lang === 'ar' ? 'من ملف ملتقى' : 'From a forum file').check();
      const sent = (text: string) => ({ name: 'forum.toml', mimeType: 'application/toml', buffer: Buffer.from(text) });
      const file = page.getByLabel(lang === 'ar' ? 'ملف الملتقى (TOML' : 'Forum file (TOML');
      const make = page.getByRole('button', { name: lang === 'ar' ? 'إنشاء الملتقى' : 'Make the forum' });
      await file.setInputFiles(sent('slug = "a"\nnaem = "b"\nzone = "Asia/Riyad"\n'));
      await make.click();
      const said = page.getByRole('alert');
      await expect(said).toContainText(lang === 'ar' ? 'السطر ٢، الموضع ١' : 'Line 2, column 1');
      await expect(said).toContainText('did you mean `name`?');
      await expect(said).toContainText(lang === 'ar' ? 'السطر ٣' : 'Line 3');
      expect(await faultsOf(page)).toEqual([]);
      await file.setInputFiles(sent(readFileSync('../examples/rehearsal/forum.toml', 'utf8')));
      await make.click();
      await expect(
        page.getByRole('heading', { name: lang === 'ar' ? 'الملتقى جاهز' : 'The forum is ready' }),
      ).toBeVisible();
    });
  }
});

test('with keys alone the forum is given a colour, and a table tent is chosen to print', async ({ page, server }) => {
  await organiser(page, server, 'en');
  await toPart(page, 'Look');
  const hue = page.getByRole('slider', { name: 'Colour' });
  const was = await hue.inputValue();
  await tabTo(page, hue);
  for (let steps = 0; steps < 30; steps += 1) await page.keyboard.press('ArrowUp');
  await expect(hue).not.toHaveValue(was);
  await press(page, page.getByRole('button', { name: 'Save the look' }));
  await expect(page.getByRole('button', { name: 'Save the look' })).toBeDisabled();

  await toPart(page, 'Posters');
  await tabTo(page, page.getByRole('radio').first());
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('.sheets > .tent').first()).toBeVisible();
});

test.describe('with keys alone', () => {
  test.use({ forumFile: null, locale: 'en-GB' });

  test('a newcomer makes a forum, edits its agenda, prepares a poll, makes a link and opens a rehearsal', async ({
    page,
    server,
  }) => {
    await page.goto(spoken(server.setup, 'en'));
    const name = page.getByLabel("The forum's name in English");
    await expect(name).toBeVisible();
    await tabTo(page, name);
    await page.keyboard.type('Forum of initiatives');
    // The first hall, tomorrow and the first template are proposed: the name is all that is asked for.
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('link', { name: "Open the organiser's page" }));
    await page.keyboard.press('Enter');

    const session = page.getByRole('button', { name: '10:00 am – 11:00 am' });
    await expect(session).toBeVisible();
    await tabTo(page, session);
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
    const moved = page.getByRole('button', { name: '10:15 am – 11:15 am' });
    await expect(page.getByText('10:15 am – 11:15 am, ').first(), 'it is put down').toBeVisible();
    await expect(moved).toBeFocused();
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Session' });
    await tabTo(page, sheet.getByRole('textbox', { name: 'Title in English' }));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('Where do we begin?');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Where do we begin?' })).toBeVisible();
    await expect(sheet).toHaveCount(0);

    await press(page, page.getByRole('button', { name: /^Shift the rest of the day/ }));
    const minutes = page.getByRole('dialog').getByRole('spinbutton', { name: 'Minutes' });
    await tabTo(page, minutes);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('10');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: '10:25 am – 11:25 am' })).toBeVisible();
    await expect(minutes).toHaveCount(0);

    await toPart(page, 'Polls');
    await press(page, page.getByRole('button', { name: 'Prepare a poll' }));
    const fields = ['Question', 'Option 1', 'Option 2'].map((field) => ({ field, text: `${field} of mine` }));
    for (const { field, text } of fields) {
      await tabTo(page, page.getByRole('textbox', { name: field, exact: true }));
      await page.keyboard.type(text);
    }
    await press(page, page.getByRole('button', { name: 'Save' }));
    await expect(page.getByRole('listitem').filter({ hasText: 'Question of mine' })).toContainText('Draft');
    await press(page, page.getByRole('button', { name: 'Duplicate: Question of mine' }));
    await press(page, page.getByRole('button', { name: 'Save' }));
    await expect(page.getByRole('listitem').filter({ hasText: 'Question of mine' })).toHaveCount(2);
    const later = page.getByRole('button', { name: 'Move down: Question of mine' });
    await press(page, later.first());
    await expect(later.last(), 'it is moved, and has the focus still').toBeFocused();

    await toPart(page, 'Links');
    await tabTo(page, page.getByLabel('Name of the link'));
    await page.keyboard.type('Door desk');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'New links' })).toBeVisible();
    await tabTo(page, page.getByRole('button', { name: 'Copy link: Door desk' }));
    const made = page.getByRole('listitem').filter({ hasText: 'Door desk', has: page.getByText('Revoke') });
    await press(page, made.getByRole('button', { name: 'Revoke' }));
    await page.keyboard.press('Enter');
    await expect(made).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Revoke' }).and(page.locator(':focus')), 'at the next').toBeVisible();

    await toPart(page, 'Forum');
    await press(page, page.getByRole('button', { name: 'Make a rehearsal' }));
    await press(page, page.getByRole('link', { name: 'Open the rehearsal' }));
    await expect(page.getByText('This is a rehearsal')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Where do we begin?' }), 'with the agenda as it was').toBeVisible();

    await toPart(page, 'Forum');
    await press(page, page.getByRole('button', { name: 'Prepare another forum' }));
    await expect(page.getByRole('radio', { name: 'From a template' })).toBeFocused();
    await tabTo(page, page.getByLabel("The forum's name in English"));
    await page.keyboard.type('The year after');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Links and codes of the other forum' })).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
    await press(page, page.getByRole('link', { name: "Open the organiser's page" }));
    await expect(page.getByRole('heading', { name: 'The year after' })).toBeVisible();
  });
});

test('a role link is made, opens its page, and is taken back', async ({ page, server }) => {
  await organiser(page, server);
  await open(page, 'الروابط');
  await page.getByLabel('الدور').selectOption('moderator');
  await page.getByLabel('اسم الرابط').fill('مكتب الباب');
  await page.getByRole('button', { name: 'إنشاء رابط' }).click();
  const address = await page.locator('code').textContent();
  await expect(page.getByRole('img', { name: 'رمز للمسح: مكتب الباب' })).toBeVisible();
  const desk = await server.device(spoken(address ?? ''));
  const waiting = desk.getByRole('heading', { name: 'في الانتظار' });
  await expect(waiting).toBeVisible();
  const row = page.getByRole('listitem').filter({ hasText: 'مكتب الباب', has: page.getByText('إلغاء الرابط') });
  await row.getByRole('button', { name: 'إلغاء الرابط' }).click();
  await expect(waiting).toBeVisible();
  await page.getByRole('button', { name: 'تأكيد الإلغاء' }).click();
  await expect(row).toHaveCount(0);
  await expect(waiting).toHaveCount(0);
});

test('rules are set on their page, and a phone that is connected goes by them at once', async ({ page, server }) => {
  const phone = await server.phone();
  const asking = phone.getByRole('button', { name: 'طرح سؤال' }).first();
  await asking.click();
  await expect(phone.getByLabel(/الاسم/)).toBeVisible();
  await phone.keyboard.press('Escape');
  await organiser(page, server, 'en');
  await open(page, 'Rules');
  await page.getByLabel('Names beside questions').selectOption({ label: 'None' });
  await page.getByLabel('Questions of one person that wait').fill('1');
  await page.getByLabel('Word list').fill('ممنوع\nخصم كبير');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Rules saved').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await asking.click();
  await expect(phone.getByRole('dialog')).toBeVisible();
  await expect(phone.getByLabel(/الاسم/)).toHaveCount(0);

  const other = await server.device(server.link('organiser'));
  await other.getByRole('navigation').getByRole('button', { name: 'القواعد' }).click();
  await expect(other.getByLabel('ما ينتظر من أسئلة الشخص الواحد')).toHaveValue('1');
  await expect(other.getByLabel('قائمة الكلمات')).toHaveValue('ممنوع\nخصم كبير');
  await other.getByLabel('الأيام حتى محو الكلمات').fill('30');
  await page.getByLabel('Longest name').fill('20');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(other.getByText('تغيّر الملتقى بعد بدء التعديل هنا'), 'it is said before they save').toBeVisible();
  await other.getByRole('button', { name: 'حفظ', exact: true }).click();
  await expect(other.getByText('حُفظت القواعد').first()).toBeVisible();
  await expect(page.getByLabel('Days until words are erased')).toHaveValue('30');
  await expect(page.getByLabel('Longest name')).toHaveValue('20');
});

test('a poll is prepared, changed and dropped', async ({ page, server }) => {
  await organiser(page, server, 'en');
  await open(page, 'Polls');
  await page.getByRole('button', { name: 'Prepare a poll' }).click();
  await page.getByRole('textbox', { name: 'Question', exact: true }).fill('أين نبدأ؟');
  await page.getByRole('textbox', { name: 'Option 1', exact: true }).fill('الحدائق');
  await page.getByRole('textbox', { name: 'Option 2', exact: true }).fill('الإنارة');
  await page.getByRole('button', { name: 'Save' }).click();
  const poll = page.getByRole('listitem').filter({ hasText: 'أين نبدأ؟' });
  await expect(poll).toContainText('Draft');
  await poll.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Question', exact: true }).fill('أين نبدأ أولًا؟');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('أين نبدأ أولًا؟')).toBeVisible();
  await pressTwice(page, 'Remove', 'Yes, remove it');
  await expect(page.getByText('No polls in this session yet')).toBeVisible();
});

test('a strange screen is paired by the code that it shows', async ({ page, server }) => {
  const wall = await server.device(`${server.url}/screen`);
  const code = (await wall.locator('.code bdi').textContent()) ?? '';
  await organiser(page, server);
  await open(page, 'الروابط');
  await page.getByLabel('الرمز الظاهر على الشاشة').fill('000000');
  await page.getByRole('button', { name: 'ربط شاشة' }).click();
  await expect(page.getByText(/لا شاشة بهذا الرمز/).first()).toBeVisible();
  await page.getByLabel('الرمز الظاهر على الشاشة').fill(code);
  await page.getByRole('button', { name: 'ربط شاشة' }).click();
  await expect(page.getByText('رُبطت الشاشة').first()).toBeVisible();
  await expect(wall.locator('[data-scene="join"]:not([inert])')).toBeVisible({ timeout: 10_000 });
});

test.describe('with a network in the forum file', () => {
  test.use({ forumFile: `${usualForum}\n[wifi]\nname = "Volunteers"\npassword = "hello-2026"\n` });

  test('it is handed out by the organiser, and a desk shows it on the wall', async ({ page, server }) => {
    await organiser(page, server);
    await open(page, 'الرموز');
    const network = page.getByRole('listitem').filter({ hasText: 'Volunteers' });
    await expect(network).toContainText('hello-2026');
    await expect(network.getByRole('img')).toBeVisible();
    const wall = await server.device(server.link('screen', 1));
    const desk = await server.device(spoken(server.link('moderator', 1)));
    await desk.getByRole('button', { name: 'شبكة القاعة' }).click();
    const scene = wall.locator('[data-scene="wifi"]');
    await expect(scene).toContainText('hello-2026');

    await page.getByRole('button', { name: 'تغيير الشبكة' }).click();
    const dialog = page.getByRole('dialog', { name: 'تغيير الشبكة' });
    await dialog.getByLabel('كلمة مرور الشبكة').fill('better-2026');
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'حفظ' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText('better-2026')).toBeVisible();
    await expect(scene, 'the wall tells it at once').toContainText('better-2026');
    await expect(scene.getByRole('img')).toBeVisible();
  });
});

test('a rehearsal is made with links of its own, and the forum is deleted for good', async ({ page, server }) => {
  await organiser(page, server);
  await open(page, 'الملتقى');
  await page.getByRole('button', { name: 'إنشاء نسخة للتجربة' }).click();
  await expect(page.getByRole('heading', { name: 'روابط نسخة التجربة ورموزها' })).toBeVisible();
  const links = await page.locator('code').allTextContents();
  const copy = await server.device(links.find((link) => link.includes('/organise#')) ?? '');
  await expect(copy.getByText('هذه تجربة')).toBeVisible();

  const phone = await server.device(server.join(1));
  const wall = await server.device(server.link('screen', 1));
  // In the language of its own browser first, until the forum's is there.
  await expect(wall.locator('.wall')).toHaveCount(1);
  await expect(phone.getByRole('navigation')).toBeVisible();
  await page.getByRole('button', { name: 'حذف الملتقى' }).click();
  const dialog = page.getByRole('dialog', { name: 'حذف الملتقى' });
  const sure = dialog.getByRole('button', { name: 'تأكيد الحذف النهائي' });
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByLabel('لتأكيد الحذف يُكتب اسم الملتقى أو رمزه').fill('ملتقى آخر');
  await expect(sure).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'حذف الملتقى' }).click();
  await dialog.getByRole('textbox').fill('ملتقى التجربة');
  await sure.click();
  await expect(page.getByRole('heading', { name: 'حُذف الملتقى.' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'تنظيم الملتقى' })).toBeVisible();
  await expect(copy.getByText('هذه تجربة')).toBeVisible();

  await expect(phone.getByRole('heading', { name: 'لم يعد هذا الملتقى موجودًا هنا' })).toBeVisible();
  await expect(phone.getByRole('navigation')).toHaveCount(0);
  const left = () =>
    phone.evaluate(() => Object.keys(localStorage).filter((key) => /seen|token|joined|latest/.test(key)));
  await expect.poll(left).toEqual([]);
  await expect(wall.getByText('ربط هذه الشاشة')).toBeVisible();
  await expect(wall.locator('.wall')).toHaveCount(0);
});

test('the text of a question is erased for good, found by its number', async ({ page, server }) => {
  const desk = await Desk.at(server);
  await desk.begin();
  await desk.do({ do: 'enter', session: 1, text: texts.shortArabic, source: 'floor' });
  const phone = await server.device(server.join(1));
  await expect(phone.getByText(texts.shortArabic).first()).toBeVisible();
  await organiser(page, server);
  await open(page, 'الملتقى');
  await page.getByLabel('كلمات من السؤال أو رقمه').fill('١');
  await page.getByRole('button', { name: 'بحث' }).click();
  await expect(page.getByText(texts.shortArabic)).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await pressTwice(page, 'حذف النص', 'تأكيد الحذف النهائي');
  await expect(page.getByText('مُحي نص هذا السؤال')).toBeVisible();
  await expect(phone.getByText(texts.shortArabic)).toHaveCount(0);
});

test('what happened is taken out as a workbook, a table and a document', async ({ page, server }) => {
  await organiser(page, server, 'en');
  await open(page, 'Exports');
  const taken = async (button: string | RegExp) => {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    const download = await coming;
    return { file: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const workbook = await taken('Excel workbook');
  expect([workbook.file, workbook.bytes.subarray(0, 2).toString()]).toEqual([
    expect.stringMatching(/^ملتقى التجربة-\d{4}-\d\d-\d\d\.xlsx$/),
    'PK',
  ]);
  const table = await taken(/^Questions$/);
  expect(table.file).toContain('ملتقى التجربة-questions-');
  expect(table.bytes.toString()).toMatch(/^\ufeffquestion,session/);
  const document = await taken('Everything');
  expect(JSON.parse(document.bytes.toString()).name.en).toBe('Trial forum');
});

test('a link that opens nothing says what to do', async ({ page, server }) => {
  await page.goto(spoken(`${server.url}/organise`));
  await expect(page.getByText('تُفتح هذه الصفحة برابط المنظم كاملًا')).toBeVisible();
  const [address = ''] = server.link('organiser').match(/.*\./) ?? [];
  await page.goto(`${address}not-a-secret-of-any-link`);
  await expect(page.getByText(/--organiser-link/)).toBeVisible();
  await page.goto(spoken(`${server.url}/organise#c1.0000000000000000.not-a-secret-of-any-link`));
  await expect(page.getByRole('main').getByText('لم يعد هذا الملتقى موجودًا هنا')).toBeVisible();
});

for (const lang of ['ar', 'en'] as const) {
  test(`every part of the page is accessible in ${lang}, and fits a phone`, async ({ page, server }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await organiser(page, server, lang);
    const tabs = page.getByRole('navigation').getByRole('button');
    await expect(tabs).toHaveCount(13);
    for (const tab of await tabs.all()) {
      await tab.click();
      expect(await faultsOf(page)).toEqual([]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider, 'nothing reaches past the edge').toBeLessThanOrEqual(0);
    }
  });
}

/** Presses Tab until the control has the focus. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(control).toBeFocused();
}

async function press(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  await tabTo(page, control);
  await page.keyboard.press('Enter');
}

/** To a part of the page, with keys. */
async function toPart(page: Page, part: string): Promise<void> {
  await press(page, page.getByRole('navigation').getByRole('button', { name: part }));
}

test('each poster and table tent takes one page of its size, and nothing comes after them', async ({
  page,
  server,
}) => {
  for (const lang of ['ar', 'en'] as const) {
    await organiser(page, server, lang);
    await open(page, lang === 'ar' ? 'المطبوعات' : 'Posters');
    for (const kind of ['a4', 'a3', 'tent']) {
      await page.locator(`input[value="${kind}"]`).check();
      await expect(page.locator(`.sheets.${kind} > article`)).toHaveCount(3);
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g), `${kind} in ${lang}`).toHaveLength(3);
    }
  }
});

test.describe('a forum with the longest names', () => {
  const longest = `name = { ar = "${'W'.repeat(120)}", en = "${'ض'.repeat(120)}" }`;
  test.use({ forumFile: usualForum.replace(/^name = .*$/m, longest) });

  test('has its address whole on a poster', async ({ page, server }) => {
    await organiser(page, server);
    await open(page, 'المطبوعات');
    await page.locator('input[value="a4"]').check();
    const foot = await page.locator('.poster footer').first().boundingBox();
    await expect
      .poll(async () => {
        const address = await page.locator('.poster .address').first().boundingBox();
        return address && foot ? foot.y - address.y - address.height : -1;
      })
      .toBeGreaterThanOrEqual(0);
  });
});
