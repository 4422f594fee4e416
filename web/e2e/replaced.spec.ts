import { test as base, expect, type Page } from '@playwright/test';
import { type PollDraft, type PollView, topics, type WindowView } from '../src/lib/protocol/generated/protocol';
import { Desk } from './support/desk';
import { usualForum } from './support/forum';
import { Server } from './support/server';
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
      server.onMessage((text) => {
        const frame = JSON.parse(String(text));
        socket.send(frame.t === 'welcome' ? JSON.stringify({ ...frame, epoch: frame.epoch + epochs.raised }) : text);
      });
    });
    return epochs;
  }
}

/** A desk that connects from a page of its own. */
const deskAt = (server: Server, page: Page) =>
  Desk.at({
    url: server.url,
    link: () => server.link('moderator'),
    device: async (address) => {
      await page.goto(address);
      return page;
    },
  });

/** Votes, supports the question that is there, and asks one; back when the server has all of it. */
async function takesPart(phone: Page): Promise<void> {
  const sheet = phone.getByRole('dialog', { name: ar('vote_title') });
  await sheet.getByText('الإنارة').click();
  await expect(sheet.getByText(ar('vote_arrived_open'))).toBeVisible();
  await phone.keyboard.press('Escape');
  const support = phone.getByRole('article').getByRole('button', { name: /تأييد/ });
  await support.click();
  await expect(support).toHaveAttribute('aria-pressed', 'true');
  await phone.getByRole('button', { name: ar('ask') }).click();
  await phone.getByRole('textbox', { name: ar('ask_prompt') }).fill(asked);
  await phone.getByRole('button', { name: ar('send') }).click();
  await expect(phone.getByText(ar('with_the_team')).first()).toBeVisible();
}

/** What a desk that has just come is told: the votes, the supports of each question on the list, and what waits. */
async function counted(server: Server, page: Page, poll: number) {
  const desk = await deskAt(server, page);
  const [{ tally }, listed, waiting] = [
    await desk.view<PollView>(topics.polls + poll),
    await desk.view<WindowView>(topics.questions),
    await desk.view<WindowView>(topics.waiting),
  ];
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
    const before = await deskAt(server, await browser.newPage());
    await before.begin();
    await before.do({ do: 'enter', session: 1, text: 'كيف نقيس الأثر؟', source: 'floor' });
    const poll = await before.openPoll(draft(secret));
    await server.end('SIGTERM');
    server.keepCopy();
    await server.again();
    await phone.goto(`${server.join(1)}?lang=ar`);
    await takesPart(phone);

    await server.end();
    server.putCopyBack();
    epochs.raised = 1;
    await server.again();
    const office = await browser.newPage();
    await expect.poll(() => counted(server, office, poll), { timeout: 20_000 }).toEqual(all);
    await phone.reload();
    await expect(phone.getByText(asked)).toHaveCount(1);
    await expect(phone.getByText(ar('with_the_team')).first()).toBeVisible();
    await expect(phone.getByText(ar('vote_arrived_open')).first()).toBeVisible();
    await expect(phone.getByText(ar('not_taken_again'))).toHaveCount(0);
    expect(await counted(server, office, poll)).toEqual(all);
  });
}
