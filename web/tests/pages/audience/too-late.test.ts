import { flushSync } from 'svelte';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { notices } from '$lib/components/notices.svelte';
import { hallNow, poll as pollOf } from '../../../e2e/support/hall';
import { later } from '../../../src/pages/audience/arriving.svelte';
import { AudiencePage } from '../../../src/pages/audience/audience.svelte';
import SessionTab from '../../../src/pages/audience/parts/SessionTab.svelte';
import { joined, PlayedPhone, session } from '../../support/audience';
import { speak } from '../../support/language';
import { mounted } from '../../support/mounted';
import { welcome } from '../../support/surroundings';

let phone: PlayedPhone;

const open = {
  ...pollOf(7, { ar: 'بم نبدأ؟' }, { kind: 'single' }, [{ ar: 'الحدائق' }, { ar: 'الإنارة' }]),
  session: 1,
};
const closed = { ...open, phase: 'closed', version: 2 };

const isThere = () => new Promise((there) => later.with(there));

// A page loads its later parts once; so many files take their time.
beforeAll(isThere, 30_000);

beforeEach(() => {
  notices.shown = [];
});

/** A person votes without a connection, and has one again when the poll is closed. */
async function votesTooLate(page: AudiencePage): Promise<void> {
  phone.device.socket.ends();
  page.ballots.cast(open, { options: [1] });
  phone.device.wakes();
  phone.device.socket.opens();
  phone.device.socket.says(welcome({ topics: [0, 1, 2, 4, 5, 107] }));
  phone.state(107, 9, closed);
  phone.refused('poll_closed');
  await isThere();
  flushSync();
}

it.each([
  ['ar', 'وصل صوتك بعد الإغلاق فلم يُحتسب'],
  ['en', 'Your vote arrived after voting had closed and was not counted'],
] as const)(
  'who was without a connection until a poll was over learns in %s that the vote came too late, and finds it with the result',
  async (locale, text) => {
    await speak(locale);
    phone = new PlayedPhone();
    const page = new AudiencePage(joined, phone.live);
    phone.state(0, 2, hallNow(Date.now()).agenda);
    phone.state(1, 2, session({ polls: [7] }));
    phone.mine(2, {});
    phone.state(107, 3, open);
    await votesTooLate(page);
    expect(notices.shown.map((notice) => notice.text)).toEqual([text]);
    expect([phone.live.outbox, phone.device.storage.length]).toEqual([[], 1]);
    const tab = mounted(SessionTab, { page });
    await isThere();
    flushSync();
    expect(tab.querySelector('.result')?.textContent).toContain(text);
    expect(tab.querySelector('.refused'), 'it is no warning').toBeNull();
  },
);
