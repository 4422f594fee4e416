import { beforeAll, beforeEach, expect, it } from 'vitest';
import { notices } from '$lib/components/notices.svelte';
import { Receipts } from '$lib/net/receipts/receipts';
import { hallNow, poll as pollOf } from '../../../e2e/support/hall';
import { later } from '../../../src/pages/audience/arriving.svelte';
import { AudiencePage } from '../../../src/pages/audience/audience.svelte';
import { joined, PlayedPhone, question, session } from '../../support/audience';
import { speak } from '../../support/language';
import { welcome } from '../../support/surroundings';

let phone: PlayedPhone;
let page: AudiencePage;

const options = [{ ar: 'الحدائق' }, { ar: 'الإنارة' }];
const poll = (no: number) => ({ ...pollOf(no, { ar: 'بم نبدأ؟' }, { kind: 'single' }, options), session: 1 });
const answered = () => new Promise((resolve) => setTimeout(resolve));
const ids = () => phone.device.socket.of('do').map(({ id }) => id);

// A page loads its later parts once; so many files take their time.
beforeAll(() => new Promise((there) => later.with(there)), 30_000);

beforeEach(async () => {
  await speak('en');
  notices.shown = [];
  phone = new PlayedPhone(async () => Receipts);
  page = new AudiencePage(joined, phone.live);
  told(1);
});

function told(epoch: number): void {
  phone.device.socket.says(welcome({ epoch, rev: epoch, topics: [0, 1, 2, 107, 108] }));
  phone.state(0, epoch, hallNow(0).agenda);
  phone.state(1, epoch, session({ polls: [7, 8] }));
  phone.list(epoch, question(12, { at: 5 }));
  for (const no of [7, 8]) phone.state(100 + no, epoch, poll(no));
  phone.mine(epoch, {});
}

/** Everything that is sent from now on is answered so. */
async function goesAgain(code: string): Promise<void> {
  const before = ids().length;
  told(2);
  await answered();
  for (const id of ids().slice(before)) phone.device.socket.says({ t: 'refused', id, code });
  await answered();
}

/** Gives a command that is acknowledged. */
async function gives(give: () => void): Promise<void> {
  phone.device.pass(1);
  give();
  phone.done(9);
  await answered();
}

it('that voting was over by then is told once, and blames nobody', async () => {
  for (const no of [7, 8]) await gives(() => page.ballots.cast(poll(no), { options: [1] }));
  await goesAgain('poll_closed');
  expect(notices.shown.map(({ text }) => text)).toEqual([
    'The service had to go back to an earlier copy. What you gave was sent again; part of it could not be taken, as that was closed by then',
  ]);
  expect(page.ballots.refusal(poll(7))).toBeUndefined();
});

it('a question that is not taken any more stays with its author', async () => {
  await gives(() => void phone.live.do({ do: 'ask', session: 1, text: 'متى النتائج؟' }));
  await goesAgain('asking_closed');
  expect(page.notSent.all).toMatchObject([{ text: 'متى النتائج؟', code: 'asking_closed' }]);
});

it('a support of what is not there any more is not spoken of', async () => {
  await gives(() => void phone.live.do({ do: 'support', question: 12, on: true, seq: 1 }));
  await goesAgain('wrong_state');
  expect(notices.shown).toEqual([]);
});

it('what was acknowledged in the history before is not shown as if it stood in this one', async () => {
  const supports = () => page.board.supports.shown(question(12, { at: 5 }));
  await gives(() => page.ballots.cast(poll(7), { options: [1] }));
  await gives(() => page.board.supports.press(question(12, { at: 5 })));
  expect([page.ballots.standing(poll(7)), supports()]).toEqual(['sent', { count: 1, mine: true }]);
  await goesAgain('poll_closed');
  expect([page.ballots.standing(poll(7)), supports()]).toEqual(['none', { count: 0, mine: false }]);
});
