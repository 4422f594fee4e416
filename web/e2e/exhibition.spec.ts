import type { Page } from '@playwright/test';
import type {
  Command,
  InterestView,
  RemarksView,
  ScreenView,
  StandSheets,
  StandsView,
} from '../src/lib/protocol/generated/protocol';
import { topics } from '../src/lib/protocol/generated/protocol';
import { faultsOf } from './support/axe';
import { Desk } from './support/desk';
import { expect, type Hall, test } from './support/test';
import { scene } from './support/wall';
import { Wire } from './support/wire';
import { wordsIn } from './support/words';

const say = wordsIn('ar');
const [gardens, library] = ['حدائق الحي', 'مكتبة الممر'] as const;

const forum = `
slug = "stands"
name = { ar = "ملتقى المعرض", en = "Exhibition forum" }
languages = ["ar", "en"]
zone = "Asia/Riyadh"

[[halls]]
id = "main"
name = { ar = "بهو المعرض", en = "Foyer" }

[[sessions]]
hall = "main"
kind = "exhibition"
title = { ar = "معرض المبادرات", en = "Exhibition" }
start = 2026-01-01T00:00
end = 2100-01-01T00:00
`;

const sheetsOf = async (server: Hall): Promise<StandSheets> => {
  const token = new URL(server.link('organiser')).hash.slice(1);
  const answer = await fetch(`${server.url}/v1/stands`, { headers: { authorization: `Bearer ${token}` } });
  return answer.json();
};
const scanned = (server: Hall, key = '') => server.device(`${server.join(1)}?lang=ar#stand=${key}`);
const planned = async (page: Page, name: string) => {
  await page.getByRole('button', { name: say('stand_new'), exact: true }).click();
  await page.getByLabel(say('stand_name'), { exact: true }).fill(name);
  await page.getByRole('button', { name: say('stand_add'), exact: true }).click();
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
};

test.use({ forumFile: forum });

test('stands are planned and printed, scanned once a phone, rated and asked, and an old sheet is refused', async ({
  page,
  server,
}) => {
  test.slow();
  const desk = await Desk.at(server);
  await desk.begin();
  await page.goto(server.link('organiser').replace('#', '?lang=ar#'));
  await page
    .getByRole('navigation')
    .getByRole('button', { name: say('stand_part'), exact: true })
    .click();
  await planned(page, gardens);
  await planned(page, library);
  await page.getByLabel(say('stand_shown')).check();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: say('stand_print'), exact: true }).click();
  await expect(page.locator('.sheets article')).toHaveCount(2);
  await expect(page.locator('.sheets article .qr path').first()).toHaveAttribute('d', /M/);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2);

  const [first] = (await sheetsOf(server)).stands;
  const phone = await scanned(server, first?.key);
  await expect(phone.getByRole('heading', { name: gardens })).toBeVisible();
  expect(phone.url()).not.toContain(first?.key ?? 'a key');
  await expect(phone.getByText('زرت هذا الجناح')).toBeVisible();
  // A desk that comes in anew is told all of it.
  const told = async <View>(topic: number) => (await Desk.at(server)).view<View>(topic);
  const visits = async () => (await told<InterestView>(topics.interest)).items.find(({ s }) => s === first?.stand);
  await expect.poll(async () => (await visits())?.visits).toBe(1);
  const again = await scanned(server, first?.key);
  await expect(again.getByText('زرت هذا الجناح')).toBeVisible();
  await expect.poll(async () => (await visits())?.visits).toBe(2);
  // The page that is open takes the address up by itself, as it does where a code is scanned once more.
  await again.goto(`${server.join(1)}?lang=ar#stand=${first?.key}`);
  await expect(again.getByText('زرت هذا الجناح')).toBeVisible();
  expect((await visits())?.visits).toBe(2);

  await phone.getByRole('radio', { name: /٤/ }).first().press(' ');
  await expect.poll(async () => (await visits())?.rated).toBe(1);
  await phone.getByLabel(say('stand_ask_what')).fill('كم متطوعًا تحتاجون؟');
  await phone.getByRole('button', { name: say('stand_ask_send') }).click();
  await expect(phone.getByText(say('stand_fate_open'))).toBeVisible();
  expect(await faultsOf(phone)).toEqual([]);
  const remarks = await told<RemarksView>(topics.remarks);
  const asked = remarks.items[0];
  const at = { session: 1, stand: first?.stand ?? 0, remark: asked?.i ?? 0 };
  const act = (command: object) => desk.do({ do: 'stands', ...at, ...command } as Command);
  await act({ act: 'answer', version: asked?.v, text: 'عشرة متطوعين' });
  await act({ act: 'publish', version: (asked?.v ?? 0) + 1, on: true });
  await expect(again.getByText('عشرة متطوعين')).toBeVisible({ timeout: 20_000 });

  // In its first minute a session shows the way in by itself.
  const { hall, version: shown } = await desk.view<ScreenView>(topics.screen);
  await desk.do({ do: 'set_scene', hall, version: shown, scene: { scene: 'exhibition' } });
  const wall = await server.device(server.link('screen'), { viewport: { width: 1920, height: 1080 } });
  await expect(scene(wall, 'exhibition')).toContainText(gardens);

  const token = new URL(server.link('organiser')).hash.slice(1);
  const planner = await Wire.open(server.url, { token, view: 'organiser', session: 1 }, server.over);
  const { items } = await planner.view<StandsView>(topics.stands);
  const version = items.find(({ s }) => s === first?.stand)?.v ?? 0;
  await planner.do({ do: 'stands', act: 'rekey', session: 1, stand: first?.stand ?? 0, version });
  const late = await scanned(server, first?.key);
  await expect(late.getByRole('heading', { name: say('stand_key_ended') })).toBeVisible();
});
