import { Notices } from '$lib/components/notices.svelte';
import { Passing } from '$lib/net/storage';
import { DeskPage } from '../../src/pages/moderator/desk-page.svelte';
import { FakeLive } from '../support/fake-live.svelte';
import { standingClock } from '../support/standing-clock';

/** A desk over a fake connection, with a clock that the test moves, in a tab in which others may have been. */
export function desk(tab: Storage = new Passing()) {
  const { later, move } = standingClock();
  const live = new FakeLive();
  const notices = new Notices(later);
  const page = new DeskPage(live, { notices, later, began: 1_000, token: 'c1.forum.secret', window: 7, tab });
  const said = () => notices.shown.map(({ text }) => text);
  /** Presses a key on the lane that has the focus. */
  const press = (code: string, held: Partial<KeyboardEvent> = {}) =>
    page.press(Object.assign(new KeyboardEvent('keydown', { code, ...held }), { code }));
  return { page, live, notices, move, said, press };
}
