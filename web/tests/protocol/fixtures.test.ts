import { describe, expect, it } from 'vitest';
import { apply, doesNotFit, type WireFrame } from '$lib/protocol/apply';
import { topics } from '$lib/protocol/generated/protocol';
import { nothing, type Views, type Window } from '$lib/protocol/views';
import { Live } from '$lib/state/live.svelte';
import { fixture } from '../support/fixtures';
import { PlayedDevice, welcome } from '../support/surroundings';

/** What a client holds, as the fixtures say it. */
interface Held {
  epoch: number;
  session: number | null;
  topics: Record<string, { rev: number; view: unknown }>;
  mine?: Record<string, unknown>;
  behind?: number[];
}

function viewsOf({ epoch, session, topics, mine }: Held): Views {
  if (epoch === 0) return nothing;
  const states = Object.entries(topics).map(([topic, held]) => ({ t: 'state', topic: Number(topic), ...held }));
  const own = mine ? [{ t: 'mine', ...mine }] : [];
  const frames = [welcome({ epoch, session, topics: states.map(({ topic }) => topic) }), ...states, ...own];
  return frames.reduce<Views>((views, frame) => apply(views, frame as unknown as WireFrame), nothing);
}

function viewOf(views: Views, topic: number): unknown {
  const windowed = ({ total, items }: Window) => ({ total, items: [...items.values()].sort((a, b) => a.q - b.q) });
  if (topic > topics.polls) return views.polls.get(topic - topics.polls);
  if (topic === topics.questions) return windowed(views.questions);
  if (topic === topics.waiting) return windowed(views.waiting);
  const name = Object.entries(topics).find(([, number]) => number === topic)?.[0];
  return views[name as 'agenda'];
}

function heldOf(views: Views, behind: Set<number>): Held {
  const { epoch = 0, watched = null, mine, mineRev: rev } = views;
  const all = [...views.revs].map(([topic, at]) => [topic, { rev: at, view: viewOf(views, topic) }]);
  return {
    epoch,
    session: watched,
    topics: Object.fromEntries(all),
    ...(rev < 0 ? {} : { mine: { ...mine, rev } }),
    ...(behind.size === 0 ? {} : { behind: [...behind].sort() }),
  };
}

/** What is held after the frames, and of which topics a difference came that did not fit. */
function after(start: Held, frames: WireFrame[]): Held {
  const behind = new Set(start.behind ?? []);
  let views = viewsOf(start);
  for (const frame of frames) {
    if (frame.t === 'change' && doesNotFit(views, frame)) behind.add(frame.topic);
    if (frame.t === 'state') behind.delete(frame.topic);
    if (frame.t === 'welcome') behind.clear();
    views = apply(views, frame);
  }
  return heldOf(views, behind);
}

describe('frames to views', () => {
  const cases = fixture<{ rule: string; name: string; start: Held; frames: WireFrame[]; expect: Held }[]>('apply.json');
  it.each(cases)('$rule: $name', ({ start, frames, expect: expected }) => {
    expect(after(start, frames)).toEqual(expected);
  });
});

describe('what the server says', () => {
  const cases = fixture<{ name: string; text: string }[]>('server.json');
  it.each(cases)('is read: $name', ({ text }) => {
    const frame = JSON.parse(text) as WireFrame;
    expect(() => apply(viewsOf({ epoch: 1, session: 4, topics: {} }), frame)).not.toThrow();
  });
});

describe('what the pages say', () => {
  const frames = new Map(
    fixture<{ name: string; frame?: Record<string, unknown> }[]>('client.json').map(({ name, frame }) => [name, frame]),
  );
  const device = new PlayedDevice();
  const live = new Live({ ...device, token: 'p1.x', view: 'participant', hall: 1 });
  live.start();
  device.socket.opens();
  device.socket.says(welcome({ session: 4 }));

  it.each<[string, () => void]>([
    ['watch', () => live.watch(Number(frames.get('watch')?.session))],
    [
      'page',
      () =>
        void live.queries.page(Number(frames.get('page')?.topic), Number(frames.get('page')?.after)).catch(() => {}),
    ],
    ['find', () => void live.queries.find(String(frames.get('find')?.text)).catch(() => {})],
    ['a reaction', () => live.react('clap')],
    ['holding', () => live.holding(Number(frames.get('holding')?.holding))],
    ['shown', () => live.shown(String(frames.get('shown')?.scene), Number(frames.get('shown')?.rev))],
    ['shown with its size', () => live.shown('top', 87, [1920, 1080])],
    ['shown in place of what failed', () => live.shown('join', 87, undefined, true)],
    ['ping', () => device.wakes()],
  ])('is as the server reads it: %s', (name, say) => {
    say();
    expect(device.socket.sent.at(-1)).toEqual(frames.get(name));
  });

  const commands = [
    'ask',
    'support',
    'vote',
    'vote with words',
    'rate',
    'a name for the leaderboard',
    'no name for the leaderboard',
    'a name off the leaderboard',
    'next',
    'a scene',
    'a poll',
  ];
  it.each(commands)('is a command as the server reads it: %s', (name) => {
    const { id: _, ...frame } = frames.get(name) as { id: string; command: Parameters<Live['do']>[0] };
    void live.do(frame.command);
    const sent = device.socket.of('do').at(-1);
    // The pages say in which epoch they saw what a command names; without one it is read as well.
    expect(sent).toEqual({ ...frame, epoch: 1, id: expect.stringMatching(/^[0-9a-f]{16}$/) });
    // Only so many may be unanswered at a time.
    device.socket.says({ t: 'done', id: sent?.id, rev: 1 });
  });
});
