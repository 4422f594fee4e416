import { test as base, expect, type Page } from '@playwright/test';
import { type PollDraft, type PollView, topics, type WindowView } from '../src/lib/protocol/generated/protocol';
import { Desk } from './support/desk';
import { usualForum } from './support/forum';
import { Server } from './support/server';
import { scene } from './support/wall';
import { wordsIn } from './support/words';

const ar = wordsIn('ar');

const test = base.extend<{ server: Server }>({
  // biome-ignore lint/correctness/noEmptyPattern: the fixture takes nothing of the others
  server: async ({}, use) => {
    const server = await Server.start(usualForum);
    await use(server);
    await server.stop();
  },
});

const asked = 'متى تُعلن النتائج؟';

const draft = (secret: boolean): PollDraft => ({
  title: { ar: 'بم نبدأ؟' },
  options: [{ ar: 'الحدائق' }, { ar: 'الإنارة' }],
  answer: { kind: 'single' },
  settings: { changeable: true, hidden: true, secret },
});

/** A phone's connection, on which a test raises the epoch that it is told, as one who restores a copy does. */
class Epochs {
  raised = 0;

  static async of(page: Page): Promise<Epochs> {
    const epochs = new Epochs();
    await page.routeWebSocket('**/v1/live', (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((text) => {
        const frame = JSON.parse(String(text));
        server.send(frame.t === 'do' ? JSON.stringify({ ...frame, epoch: frame.epoch - epochs.raised }) : text);
      });
      server.onMessage((text) => {
        const frame = JSON.parse(String(text));
        socket.send(frame.t === 'welcome' ? JSON.stringify({ ...frame, epoch: frame.epoch + epochs.raised }) : text);
      });
    });
    return epochs;
  }
}

async function votes(phone: Page, option: string): Promise<void> {
  const sheet = phone.getByRole('dialog', { name: ar('vote_title') });
  await sheet.getByText(option).click();
  await expect(sheet.getByText(ar('vote_arrived_open'))).toBeVisible();
}

async function asks(phone: Page, text: string): Promise<void> {
  await phone.getByRole('button', { name: ar('ask') }).click();
  await phone.getByRole('textbox', { name: ar('ask_prompt') }).fill(text);
  await phone.getByRole('button', { name: ar('send') }).click();
  await expect(withTheTeam(phone, text)).toBeVisible();
}

/** The own question, once the server has it. */
const withTheTeam = (phone: Page, text: string) =>
  phone.getByRole('listitem').filter({ hasText: text }).getByText(ar('with_the_team')).first();

/** Presses the support of the question that is there. */
async function supports(phone: Page): Promise<void> {
  const support = phone.getByRole('article').getByRole('button', { name: /تأييد/ });
  await support.click();
  await expect(support).toHaveAttribute('aria-pressed', 'true');
}

/** Votes, supports the question that is there, and asks one; back when the server has all of it. */
async function takesPart(phone: Page): Promise<void> {
  await votes(phone, 'الإنارة');
  await phone.keyboard.press('Escape');
  await supports(phone);
  await asks(phone, asked);
}

/** What a desk that has just come is told: the votes, the supports of each question on the list, and what waits. */
async function counted(server: Server, poll: number) {
  const desk = await Desk.at(server);
  const [{ tally }, listed, waiting] = [
    await desk.view<PollView>(topics.polls + poll),
    await desk.view<WindowView>(topics.questions),
    await desk.view<WindowView>(topics.waiting),
  ];
  desk.leave();
  return [tally.v, tally.n, listed.items.map(({ n }) => n), waiting.items.map(({ text }) => text)];
}

const all = [1, [0, 1], [1], [asked]];

for (const secret of [false, true]) {
  test(`where an older copy of the forum is put in place, a phone brings back what it was acknowledged since, once, its ${secret ? 'secret ' : ''}ballot too`, async ({
    browser,
    server,
  }) => {
    test.setTimeout(90_000);
    const phone = await browser.newPage();
    const epochs = await Epochs.of(phone);
    const before = await Desk.at(server);
    await before.begin();
    await before.do({ do: 'enter', session: 1, text: 'كيف نقيس الأثر؟', source: 'floor' });
    const poll = await before.openPoll(draft(secret));
    before.leave();
    await server.end('SIGTERM');
    server.keepCopy();
    await server.again();
    await phone.goto(`${server.join(1)}?lang=ar`);
    await takesPart(phone);

    await server.end();
    server.putCopyBack();
    epochs.raised = 1;
    await server.again();
    await expect.poll(() => counted(server, poll), { timeout: 20_000 }).toEqual(all);
    await phone.reload();
    await expect(phone.getByText(asked)).toHaveCount(1);
    await expect(phone.getByText(ar('with_the_team')).first()).toBeVisible();
    await expect(phone.getByText(ar('vote_arrived_open')).first()).toBeVisible();
    await expect(phone.getByText(ar('not_taken_again'))).toHaveCount(0);
    expect(await counted(server, poll)).toEqual(all);
  });
}

test('a phone that stays open over the restore of a backup is right again: what it gave after the backup counts, once, and the wall shows it', async ({
  browser,
  server,
}) => {
  const [phone, wall] = [await browser.newPage(), await browser.newPage()];
  const before = await Desk.at(server);
  await before.begin();
  await before.do({ do: 'enter', session: 1, text: 'كيف نقيس الأثر؟', source: 'floor' });
  const poll = await before.openPoll(draft(false));
  await wall.goto(server.link('screen', 1).replace('#', '?lang=ar#'));
  await phone.goto(`${server.join(1)}?lang=ar`);
  await votes(phone, 'الحدائق');
  await phone.keyboard.press('Escape');
  await asks(phone, asked);
  await server.backUp();

  // The choice is changed, and another question is asked; a support is given while nobody can answer.
  await phone.getByRole('button', { name: ar('vote_again') }).click();
  await votes(phone, 'الإنارة');
  await phone.keyboard.press('Escape');
  await asks(phone, 'ومن يعلنها؟');
  await server.end();
  await supports(phone);
  await server.restored();
  const all = [1, [0, 1], [1], [asked, 'ومن يعلنها؟']];
  await expect.poll(() => counted(server, poll), { timeout: 20_000 }).toEqual(all);

  for (const text of [asked, 'ومن يعلنها؟']) await expect(withTheTeam(phone, text)).toBeVisible();
  await expect(phone.getByText(ar('not_taken_again'))).toHaveCount(0);
  const after = await Desk.at(server);
  await after.closePoll(poll, true);
  await expect(scene(wall, 'poll').getByRole('listitem').filter({ hasText: 'الإنارة' })).toContainText(/١٠٠٪.*١/);
  expect(await counted(server, poll)).toEqual(all);
  after.leave();
});
