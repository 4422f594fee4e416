import type { Shown } from '$lib/wall/scene';
import WallFrame from '$lib/wall/WallFrame.svelte';
import { type Exhibit, exhibit } from './exhibit';
import { agenda, now, question, result } from './hall';
import { everyText, texts } from './texts';

const common = { agenda, session: 1, address: 'majlis.example.org', now, here: 342 };

/** The pieces of a wall, as they stand in its pictures. */
export function wall(): Exhibit[] {
  const open = { ...result, phase: 'open', revealed: false, tally: { v: 187 } } as const;
  const spotlights = everyText.map(([name, text]) => [
    `spotlight, ${name}`,
    { name: 'spotlight', question: question(1, text) },
  ]);
  const scenes: Record<string, Shown> = {
    ...Object.fromEntries(spotlights),
    'top questions': {
      name: 'top',
      questions: [question(1, texts.longest), question(2, texts.unbroken), question(3, texts.arabic)],
    },
    'poll, open': { name: 'poll', poll: open },
    'poll, revealed': { name: 'poll', poll: result },
    announcement: { name: 'announcement', text: texts.mixed },
  };
  const pictures = Object.entries(scenes).map(([state, scene]) => [
    state,
    { ...common, picture: { hall: 1, scene, announcement: undefined, lively: true } },
  ]);
  return [exhibit('WallFrame', WallFrame, Object.fromEntries(pictures), { isWall: true })];
}
