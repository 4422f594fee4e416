import type { PollView } from '$lib/protocol/generated/protocol';
import { lookOf } from '$lib/wall/look';
import { Rising } from '$lib/wall/rising.svelte';
import type { Shown } from '$lib/wall/scene';
import WallFrame from '$lib/wall/WallFrame.svelte';
import { awardScenes } from './award';
import { type Exhibit, exhibit } from './exhibit';
import { furtherScenes } from './further';
import { agenda, now, question, result } from './hall';
import { ideaScenes } from './ideas';
import { opinionScenes } from './opinions';
import { recommendationScenes } from './recommendations';
import { speaking, speakingScenes } from './speaking';
import { standScenes } from './stands';
import { everyText, texts } from './texts';

const common = { agenda, session: 1, address: 'majlis.example.org', now, here: 342 };
const [session] = agenda.sessions;

const open: PollView = { ...result, phase: 'open', revealed: false, tally: { v: 187 } };
const quiz: PollView = { ...result, answer: { kind: 'quiz' }, right: 1 };
const rating: PollView = { ...result, answer: { kind: 'rating', max: 5 }, tally: { v: 87, n: [3, 5, 11, 27, 41] } };
const written: PollView = { ...result, answer: { kind: 'open' }, tally: { v: 7, texts: Object.values(texts) } };
const cloud: PollView = {
  ...result,
  answer: { kind: 'cloud', words: 3 },
  tally: { v: 60, words: everyText.map(([, text], at) => ({ w: at + 1, text: text.slice(0, 20), n: 30 - at * 4 })) },
};
const leaders = {
  quizzes: 3,
  people: 128,
  top: everyText
    .slice(0, 5)
    .map(([, text], at) => ({ rank: at + 1, points: 2_900 - at * 310, right: 3, alias: at, name: text.slice(0, 40) })),
};
const counts = {
  received: 143,
  pending: 6,
  listed: 71,
  answered: 12,
  merged: 31,
  moved: 4,
  withdrawn: 3,
  dismissed: [5, 4, 1, 4, 2, 0] as [number, number, number, number, number, number],
};
const wifi = { name: texts.german, password: 'hello-2026', qr: 'WIFI:S:Guests;;' };
const until = now + 35 * 60_000;

const join: Shown = { name: 'join', session, next: undefined };
const revealed: Shown = { name: 'poll', poll: result };
const top: Shown = {
  name: 'top',
  questions: [question(1, texts.longest), question(2, texts.unbroken), question(3, texts.arabic)],
};

/** The scenes of a session as it runs. */
const scenes: Record<string, Shown> = {
  ...Object.fromEntries(
    everyText.map(([name, text]): [string, Shown] => [
      `spotlight, ${name}`,
      { name: 'spotlight', question: question(1, text) },
    ]),
  ),
  'top questions': top,
  'poll, open': { name: 'poll', poll: open },
  'poll, revealed': revealed,
  announcement: { name: 'announcement', text: texts.mixed },
};

const others: Record<string, Shown> = {
  join,
  agenda: { name: 'agenda' },
  'quiz, answered': { name: 'poll', poll: quiz },
  'rating, revealed': { name: 'poll', poll: rating },
  'cloud, revealed': { name: 'poll', poll: cloud },
  'texts, revealed': { name: 'poll', poll: written },
  ...furtherScenes,
  leaderboard: { name: 'leaders', leaders },
  'leaderboard, empty': { name: 'leaders', leaders: { quizzes: 0, people: 0, top: [] } },
  ...awardScenes,
  ...opinionScenes,
  ...ideaScenes,
  ...recommendationScenes,
  ...standScenes,
  ...speakingScenes,
  ratings: { name: 'ratings', feedback: { stars: [3, 5, 11, 27, 41] } },
  feedback: { name: 'feedback' },
  break: { name: 'break', pause: session, until, next: session },
  ledger: { name: 'ledger', counts },
  'Wi-Fi': { name: 'wifi', wifi },
  code: { name: 'code' },
  holding: { name: 'holding' },
  quiet: { name: 'quiet' },
  test: { name: 'test' },
  blank: { name: 'blank' },
};

/** Those whose rows stand otherwise on other shapes. */
const shapedFurther = Object.fromEntries(Object.entries(furtherScenes).filter(([state]) => state.endsWith('revealed')));

const isLively = ({ name }: Shown) => !['quiet', 'test', 'blank'].includes(name);
const stands = (scene: Shown, announcement?: string) => ({
  ...common,
  picture: { hall: 1, scene, announcement, lively: isLively(scene) },
});

/** The pieces of a wall, as they stand in its pictures. */
export function wall(): Exhibit[] {
  const usual = 16 / 9;
  const picturesOf = (all: Record<string, Shown>) =>
    Object.fromEntries(Object.entries(all).map(([state, scene]) => [state, stands(scene)]));
  const ofShapes = picturesOf({ join, top, revealed, ...shapedFurther, ...speakingScenes });
  const rising = new Rising(() => 0.5);
  rising.add({ clap: 31, heart: 4, idea: 2, agree: 9 });
  const spotlight: Shown = { name: 'spotlight', question: question(1, texts.longest) };
  const overlay = lookOf({ overlay: true });
  return [
    exhibit('WallFrame', WallFrame, picturesOf(scenes), { wallShape: usual }),
    exhibit('WallScenes', WallFrame, picturesOf(others), { wallShape: usual, isAlone: true }),
    exhibit(
      'WallStates',
      WallFrame,
      {
        'with a line of the desk': stands(spotlight, texts.mixed),
        reconnecting: { ...stands(spotlight), reconnecting: true },
        'somebody speaks': { ...stands(spotlight), picture: { ...stands(spotlight).picture, speaking } },
        'with reactions': { ...stands(spotlight), rising },
        rehearsal: { ...stands(spotlight), agenda: { ...agenda, rehearsal: true } },
        'strip below': { ...stands(spotlight), look: lookOf({ strip_at_bottom: true }) },
        'last row far away': {
          ...stands(revealed),
          look: lookOf({ measures: { height: 2_000, distance: 16_700 } }),
        },
        overlay: { ...stands(spotlight), look: overlay },
        'overlay with the way in': { ...stands(spotlight), look: lookOf(undefined, 'join') },
      },
      { wallShape: usual, isAlone: true },
    ),
    exhibit('WallSquare', WallFrame, ofShapes, { wallShape: 4 / 3, isAlone: true }),
    exhibit('WallStrip', WallFrame, ofShapes, { wallShape: 32 / 9, isAlone: true }),
    exhibit('WallUpright', WallFrame, ofShapes, { wallShape: 9 / 16, isAlone: true }),
  ];
}
