import type { SpeakingView } from '$lib/protocol/generated/protocol';
import type { Shown } from '$lib/wall/scene';
import { texts } from './texts';

/** A queue whose first three have names of both directions, or none. */
export const speaking: SpeakingView = {
  session: 1,
  open: true,
  walls: true,
  now: { n: 3, name: 'متطوعة من حي النخيل' },
  next: [{ n: 5, name: 'A mentor of the evening school' }, { n: 6 }, { n: 9, name: 'فريق حدائق الأحياء' }],
  waiting: 20,
};

/** As long as names may be. */
const longest: SpeakingView = {
  ...speaking,
  now: { n: 3, name: texts.german.slice(0, 40) },
  next: [texts.unbroken, texts.mixed, texts.longest].map((text, at) => ({ n: at + 5, name: text.slice(0, 40) })),
};

/** The queue to speak on a wall. */
export const speakingScenes: Record<string, Shown> = {
  speaking: { name: 'speaking', speaking },
  'speaking, longest names': { name: 'speaking', speaking: longest },
  'speaking, nobody yet': { name: 'speaking', speaking: { session: 1, open: true, walls: true } },
};
