import { draftOf } from '$lib/polls/poll-form.svelte';
import type { Command, PollView, Scene, ScreenView, SessionView } from '$lib/protocol/generated/protocol';
import { hallOf } from '$lib/state/agenda';
import type { DeskLive } from '../desk-live';

/** Where what a desk does stands: on the walls, the session or its polls. The ledger tells of questions alone. */
type Shown = Pick<DeskLive, 'screen' | 'session' | 'polls' | 'agenda'>;

/** What stood before a command, as far as a way back may need it: plain data, which outlives a reload. */
export interface Before {
  readonly screen?: ScreenView | undefined;
  readonly session?: SessionView | undefined;
  /** The poll that the command is about. */
  readonly poll?: PollView | undefined;
}

/** What stands before a command is given. */
export function beforeOf(command: Command, { screen, session, polls }: Shown): Before {
  return {
    screen,
    session,
    poll: 'poll' in command && typeof command.poll === 'number' ? polls.get(command.poll) : undefined,
  };
}

/** What brings back what stood before a command; nothing where it does not stand any more as the command left it. */
export type WayBack = (now: Shown) => Command | undefined;

type Of<Do extends Command['do']> = Extract<Command, { do: Do }>;

/** Takes note of what stands before a command. */
type Note<Do extends Command['do']> = (command: Of<Do>, before: Before) => WayBack | undefined;

const notes: { readonly [Do in Command['do']]?: Note<Do> } = {
  set_scene: ({ hall, scene }, before) =>
    onWalls(before, hall, (was) => ({
      stands: (now) => isScene(sceneOf(now), scene),
      back: { do: 'set_scene', scene: sceneOf(was) },
    })),
  hide: ({ hall, on }, before) =>
    onWalls(before, hall, (was) => ({ stands: (now) => now.hidden === on, back: { do: 'hide', on: was.hidden } })),
  announce: ({ hall, text }, before) =>
    onWalls(before, hall, (was) => ({
      stands: (now) => now.announcement === (text ?? undefined),
      back: { do: 'announce', text: was.announcement ?? null },
    })),
  note: ({ session, text }, before) =>
    ofSession(before, session, (was) => ({
      stands: (now) => now.note === (text ?? undefined),
      back: { do: 'note', text: was.note ?? null },
    })),
  pause: ({ session, on }, before) =>
    ofSession(before, session, ({ paused, pause_message: message }) => ({
      stands: (now) => now.paused === on,
      back: { do: 'pause', on: paused, ...(paused && message !== undefined ? { message } : {}) },
    })),
  set_phase: ({ session, phase }, before) =>
    ofSession(before, session, (was) => ({
      stands: (now) => now.phase === phase,
      back: { do: 'set_phase', phase: was.phase },
    })),
  set_board: ({ session, version }, before) =>
    ofSession(before, session, ({ asking, moderation, labels }) => ({
      stands: (now) => now.version === version + 1,
      back: { do: 'set_board', asking, moderation, labels },
    })),
  set_feedback: ({ session, open }, before) =>
    ofSession(before, session, (was) => ({
      stands: (now) => now.feedback === open,
      back: { do: 'set_feedback', open: was.feedback },
    })),
  delay:
    ({ hall, version, minutes, from }) =>
    (now) => {
      const there = hallOf(now.agenda, hall);
      if (there?.version !== version + 1) return undefined;
      return { do: 'delay', hall, version: there.version, minutes: -minutes, ...(from === undefined ? {} : { from }) };
    },
  reveal_poll:
    ({ poll, on }) =>
    (now) => {
      const there = now.polls.get(poll);
      return there?.revealed === on ? { do: 'reveal_poll', poll, version: there.version, on: !on } : undefined;
    },
  edit_poll: ({ poll, version }, { poll: was }) => {
    const draft = was && draftOf(was);
    return (now) => {
      const there = now.polls.get(poll);
      return draft && there?.version === version + 1
        ? { do: 'edit_poll', poll, version: there.version, draft }
        : undefined;
    };
  },
  drop_poll: (_, { poll: was, session: running }) => {
    const session = running?.session;
    const draft = was && draftOf(was);
    return () => (draft && session !== undefined ? { do: 'create_poll', session, poll: draft } : undefined);
  },
};

/** The way back of a command that is not about a question; none of others, and of those that cannot be taken back. */
export function wayBack(command: Command, before: Before): WayBack | undefined {
  const note = notes[command.do] as Note<Command['do']> | undefined;
  return note?.(command, before);
}

/** A part of what stands, and the command that brings back how it was, but for where and at which version. */
interface Return<View, Back> {
  stands: (now: View) => boolean;
  back: Back;
}

/** A command without the place that it is given for. */
type Placeless<It extends Command, Place extends PropertyKey> = It extends Command
  ? Omit<It, Place | 'version'>
  : never;

type OnWalls = Placeless<Of<'set_scene' | 'hide' | 'announce'>, 'hall'>;
type OfSession = Placeless<Of<'note' | 'pause' | 'set_phase' | 'set_board' | 'set_feedback'>, 'session'>;

/** The way back in a place, whose view is there as long as the desk looks at it; `at` names the place and the version. */
function inPlace<View extends { version: number }, Back>(
  before: Before,
  viewOf: (shown: Before) => View | undefined,
  note: (was: View) => Return<View, Back>,
  at: (back: Back, version: number) => Command,
): WayBack | undefined {
  const was = viewOf(before);
  if (!was) return undefined;
  const { stands, back } = note(was);
  return (shown) => {
    const now = viewOf(shown);
    return now && stands(now) ? at(back, now.version) : undefined;
  };
}

function onWalls(before: Before, hall: number, note: (was: ScreenView) => Return<ScreenView, OnWalls>) {
  const viewOf = ({ screen }: Before) => (screen?.hall === hall ? screen : undefined);
  return inPlace(before, viewOf, note, (back, version) => ({ ...back, hall, version }));
}

function ofSession(before: Before, session: number, note: (was: SessionView) => Return<SessionView, OfSession>) {
  const viewOf = ({ session: view }: Before) => (view?.session === session ? view : undefined);
  return inPlace(before, viewOf, note, (back, version) => ({ ...back, session, version }));
}

/** The scene that the walls were asked for. */
export function sceneOf(screen: ScreenView): Scene {
  if (screen.scene === 'poll') return { scene: screen.scene, poll: screen.poll };
  if (screen.scene === 'ideas') return { scene: screen.scene, results: screen.results ?? false };
  if (screen.scene === 'award') return { scene: screen.scene, track: screen.track };
  return { scene: screen.scene };
}

function isScene(one: Scene, other: Scene): boolean {
  const whichOf = (it: Scene) => {
    if (it.scene === 'ideas') return it.results ?? false;
    return it.scene === 'poll' ? it.poll : it.scene === 'award' ? it.track : undefined;
  };
  return one.scene === other.scene && whichOf(one) === whichOf(other);
}
