import type { OwnSpeaking, SpeakerItem, SpeakingView } from '$lib/protocol/generated/protocol';
import type { Shown } from '$lib/wall/scene';
import Speaking from '../audience/speaking/Speaking.svelte';
import { fateText, placeText } from '../audience/speaking/words';
import StageSpeaker from '../presenter/StageSpeaker.svelte';
import { type Exhibit, exhibit, written } from './exhibit';
import { now } from './hall';
import OnDesk from './OnDesk.svelte';
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

const nothing = () => undefined;
const acts = written('…');

/** The queue on a phone whose person stands in it so; of those who asked for nothing where that is left out. */
const onPhone = (own?: OwnSpeaking, queue = speaking) => ({
  acts,
  speaking: {
    queue,
    own,
    isIn: own?.status === 'waiting' || own?.status === 'speaking',
    isUnderway: false,
    mayAsk: queue.open && own?.status !== 'dismissed',
    place: own?.place === undefined ? undefined : placeText(own.place),
    fate: own && own.status !== 'waiting' ? fateText(own.status) : undefined,
    begin: nothing,
  },
});

const waiting: SpeakerItem[] = [
  { n: 5, status: 'waiting', at: now - 240_000, name: texts.mixed.slice(0, 40), topic: texts.arabic, dir: 'rtl' },
  { n: 6, status: 'waiting', at: now - 120_000 },
  { n: 9, status: 'waiting', at: now, name: texts.german.slice(0, 40), topic: texts.english, dir: 'ltr', spoke: 2 },
];
const desk = { speaking: { waiting, isCalling: false } };

/** The queue to speak on phones, desks and the stage. */
export function speakingParts(): Exhibit[] {
  const [first, second, third] = waiting;
  if (!first || !second || !third) return [];
  return [
    exhibit('SpeakingOnPhone', Speaking, {
      'may be asked for': onPhone(),
      waits: onPhone({ n: 6, status: 'waiting', place: 2, topic: texts.arabic, name: 'متطوعة من حي النخيل' }),
      'is next, held': onPhone({ n: 5, status: 'waiting', place: 1, topic: texts.english, held: true }),
      'has the microphone': onPhone({ n: 3, status: 'speaking', topic: texts.longest.slice(0, 140) }),
      'has spoken': onPhone({ status: 'done' }),
      closed: onPhone(undefined, { session: 1, open: false, waiting: 10 }),
      'longest names': onPhone(undefined, longest),
    }),
    exhibit('SpeakerOnDesk', OnDesk, {
      first: { desk, speaker: first, at: 0 },
      'without words': { desk, speaker: second, at: 1 },
      last: { desk, speaker: third, at: 2 },
      'has the microphone': { desk, speaker: { ...first, status: 'speaking' } },
      'was absent, held': { desk, speaker: { ...first, status: 'absent', held: true, off: true } },
    }),
    exhibit('StageSpeaker', StageSpeaker, {
      usual: { speaker: { n: 3, name: 'متطوعة من حي النخيل', topic: texts.arabic, dir: 'rtl' } },
      'longest, in another direction': {
        speaker: { n: 3, name: texts.german.slice(0, 40), topic: texts.english.slice(0, 140), dir: 'ltr' },
      },
      'without a name': { speaker: { n: 3 } },
    }),
  ];
}
