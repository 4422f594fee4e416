import type { Page } from '@playwright/test';
import type { PollDraft, ScreenView } from '../src/lib/protocol/generated/protocol';
import { topics } from '../src/lib/protocol/generated/protocol';
import { faultsOf } from './support/axe';
import { Desk } from './support/desk';
import { expect, test } from './support/test';
import { scene } from './support/wall';

const sheetOf = (phone: Page) => phone.getByRole('dialog', { name: 'مسابقة' });

const quiz: PollDraft = {
  title: { ar: 'كم مسارًا للجائزة؟', en: 'How many tracks has the award?' },
  answer: { kind: 'quiz', answer: 1 },
  options: [
    { ar: 'ثلاثة', en: 'Three' },
    { ar: 'أربعة', en: 'Four' },
  ],
  settings: { changeable: true, hidden: true, secret: false, time: 600_000 },
};

test('two phones answer a quiz, the wall shows who leads under the names they chose, and the desk takes one off', async ({
  server,
}) => {
  const desk = await Desk.at(server);
  await desk.begin();
  const [sara, other, wall] = await Promise.all([
    server.phone(),
    server.phone(),
    server.device(server.link('screen', 1).replace('#', '?lang=ar#')),
  ]);
  await expect(sara.getByRole('button', { name: 'طرح سؤال' })).toBeVisible();
  const poll = await desk.openPoll(quiz);
  const sheet = sheetOf(sara);
  await sheet.getByText('أربعة').click();
  await expect(sheet).toContainText('وصل اختيارك');
  await sheet.getByRole('textbox', { name: 'الاسم في لوحة الصدارة (اختياري)' }).fill('سارة');
  await sheet.getByRole('button', { name: 'حفظ' }).click();
  await expect(sheet).toContainText('يُعرض هذا الاسم في لوحة الصدارة ويُحفظ معها');
  await sheetOf(other).getByText('ثلاثة').click();
  await expect(sheetOf(other)).toContainText('وصل اختيارك');
  await expect(scene(wall, 'poll')).toBeVisible();

  await desk.closePoll(poll, true);
  await expect(sheet).toContainText('إجابتك صحيحة');
  await expect(sheet).toContainText(/ترتيبك\s*١ من ٢/);
  await expect(sheetOf(other)).toContainText('المعروض لك اسم مستعار: نسر لامع');
  expect(await faultsOf(sara)).toEqual([]);

  const { hall, version } = await desk.view<ScreenView>(topics.screen);
  await desk.do({ do: 'set_scene', hall, version, scene: { scene: 'leaders' } });
  const places = scene(wall, 'leaders').getByRole('listitem');
  await expect(places).toHaveText([/١\s*سارة/, /٢\s*نسر لامع\s*٠/]);

  const moderator = await server.device(server.link('moderator').replace('#', '?lang=ar#'));
  await moderator.getByRole('button', { name: 'التصويتات' }).click();
  await moderator.getByRole('button', { name: 'إخفاء الاسم: سارة' }).click();
  await expect(places).toHaveText([/١\s*صقر هادئ/, /٢\s*نسر لامع\s*٠/]);
  await expect(sheet).toContainText('هذا الاسم غير معروض، ومكانه اسم مستعار');
});
