import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { poll } from '../../e2e/support/hall';
import PollsPart from '../../src/pages/moderator/drawer/PollsPart.svelte';
import SceneButtons from '../../src/pages/moderator/stage/SceneButtons.svelte';
import { speak } from '../support/language';
import { mounted } from '../support/mounted';
import { desk } from './desk';
import WithDesk from './WithDesk.svelte';

beforeEach(() => speak('en'));

describe.each([
  ['the polls', PollsPart],
  ['the scenes', SceneButtons],
])('a poll that the walls hold, beside %s', (_, part) => {
  it('is named, with the way back to what the session shows', () => {
    const { live, page } = desk();
    live.polls = new Map([[7, poll(7, { en: 'Where do we begin?' }, { kind: 'cloud', words: 3 })]]);
    const element = mounted(WithDesk, { page, part });
    const back = () =>
      [...element.querySelectorAll('button')].find(({ textContent }) => /\(Auto\)/.test(textContent ?? ''));
    expect(back()).toBeUndefined();
    live.screen = { hall: 1, version: 3, hidden: false, scene: 'poll', poll: 7 };
    flushSync();
    expect(element.textContent).toMatch(/On the wall until another scene is chosen:\s*Where do we begin\?/);
    back()?.click();
    expect(live.given).toEqual([{ do: 'set_scene', hall: 1, version: 3, scene: { scene: 'auto' } }]);
  });
});
