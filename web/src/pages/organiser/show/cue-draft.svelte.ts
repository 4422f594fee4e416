import type { CueKind } from '$lib/cues/words';
import { momentIn, writtenIn } from '$lib/i18n/zoned';
import type {
  CueAct,
  CueItem,
  CueNo,
  CuePlan,
  IdeaPhase,
  Moment,
  PollNo,
  Scene,
  SessionEntry,
  SessionNo,
  Title,
} from '$lib/protocol/generated/protocol';

/** What a step moves with: the start or the end of a session, or nothing. */
export type Anchor = 'start' | 'end' | 'clock';

/** What is switched, or follows the agenda. */
export type Switch = 'on' | 'off' | 'agenda';

/** Kinds of steps that are about a session. */
export const ofSession: readonly CueKind[] = [
  'phase',
  'asking',
  'pause',
  'note',
  'feedback',
  'statements',
  'board',
  'results',
  'speaking',
];

/** Kinds of steps that are about a poll. */
export const ofPoll: readonly CueKind[] = ['open_poll', 'close_poll', 'reveal_poll'];

interface Fields {
  name: Title;
  kind: CueKind;
  anchor: Anchor;
  /** The session whose start or end it moves with. */
  of: SessionNo | undefined;
  date: string;
  time: string;
  /** The session that it is about, or whose poll it is about. */
  session: SessionNo | undefined;
  poll: PollNo | undefined;
  scene: Scene['scene'];
  track: number;
  /** Of the scene of ideas: what the tables came to. */
  results: boolean;
  on: Switch;
  phase: IdeaPhase;
  text: string;
  /** Empty is as the server does it by itself. */
  seconds: number | null;
}

/** A step in the making, field by field: a new one, or one that is changed. */
export class CueDraft {
  fields: Fields;
  /** The step that is changed; none where one is added. */
  readonly cue: CueNo | undefined;
  /** The version that it was read at. */
  readonly version: number;
  /** It came already: once it is saved it waits anew. */
  readonly isRenewed: boolean;
  readonly #base: CueItem | undefined;
  readonly #zone: string;
  readonly #sessionOf: (session: SessionNo | undefined) => SessionEntry | undefined;
  readonly #written: { readonly date: string; readonly time: string };

  /** Of the session `near`, where it is a new one: it begins with it, or where that is on already, in some minutes. */
  constructor(
    zone: string,
    sessionOf: (session: SessionNo | undefined) => SessionEntry | undefined,
    near: SessionEntry | undefined,
    now: number,
    base?: CueItem,
  ) {
    this.#zone = zone;
    this.#sessionOf = sessionOf;
    this.#base = base;
    this.cue = base?.c;
    this.version = base?.v ?? 0;
    this.isRenewed = base?.came !== undefined;
    this.#written = writtenIn(zone, base?.time ?? (near ? firstMoment(near, now) : Number.NaN));
    const fresh: Fields = {
      name: {},
      kind: 'open_poll',
      anchor: near ? 'start' : 'clock',
      of: near?.session,
      ...this.#written,
      session: near?.session,
      poll: undefined,
      scene: 'auto',
      track: 0,
      results: false,
      on: 'on',
      phase: 'collecting',
      text: '',
      seconds: null,
    };
    const fields = $state(base ? { ...fresh, ...written(base) } : fresh);
    this.fields = fields;
  }

  /** The moment that is written in the fields; NaN where nothing whole is. */
  get moment(): number {
    const { date, time } = this.fields;
    const isUntouched = date === this.#written.date && time === this.#written.time;
    // To the second, where nobody touched it.
    return isUntouched && this.#base?.time !== undefined ? this.#base.time : momentIn(this.#zone, { date, time });
  }

  /** When it is due, as it is sent; nothing where the fields do not say. */
  get at(): Moment | undefined {
    const { anchor, of } = this.fields;
    const { moment } = this;
    if (Number.isNaN(moment)) return undefined;
    if (anchor === 'clock') return { from: 'clock', time: moment };
    const entry = this.#sessionOf(of);
    if (!entry || of === undefined) return undefined;
    const seconds = Math.round((moment - (anchor === 'start' ? entry.starts : entry.ends)) / 1_000);
    return { from: anchor, session: of, seconds };
  }

  /** What it does, as it is sent; nothing where something is missing. */
  get does(): CueAct | undefined {
    return makers[this.fields.kind](this.fields);
  }

  /** The whole plan; nothing while something is missing. */
  get plan(): CuePlan | undefined {
    const { at, does } = this;
    const name = Object.fromEntries(
      Object.entries(this.fields.name).flatMap(([locale, text]) => (text?.trim() ? [[locale, text.trim()]] : [])),
    );
    return at && does && Object.keys(name).length > 0 ? { at, name, does } : undefined;
  }

  /** A session further on the agenda of the hall is the one that the step is about. */
  choose(session: SessionNo): void {
    const { fields } = this;
    fields.session = session;
    fields.poll = undefined;
  }
}

/** The first full five minutes after a moment, so long from it at least that they can be planned. */
const [fiveMinutes, ahead] = [300_000, 60_000];

const firstMoment = ({ starts }: SessionEntry, now: number) =>
  starts > now ? starts : Math.ceil((now + ahead) / fiveMinutes) * fiveMinutes;

const switched = (on: Switch) => (on === 'agenda' ? null : on === 'on');
const lineOf = (text: string) => text.trim() || null;
const lasting = (seconds: number | null) => (seconds === null ? {} : { seconds });

type Make = (fields: Fields) => CueAct | undefined;

/** A step about the session in the fields. */
const inSession =
  (make: (session: SessionNo, fields: Fields) => CueAct): Make =>
  (fields) =>
    fields.session === undefined ? undefined : make(fields.session, fields);

/** A step about the poll in the fields. */
const withPoll =
  (make: (poll: PollNo, fields: Fields) => CueAct): Make =>
  (fields) =>
    fields.poll === undefined ? undefined : make(fields.poll, fields);

const makers: Record<CueKind, Make> = {
  remind: () => ({ do: 'remind' }),
  scene: (fields) => {
    const scene = sceneOf(fields);
    return scene && { do: 'scene', scene };
  },
  hide: ({ on }) => ({ do: 'hide', on: on !== 'off' }),
  announce: ({ text }) => ({ do: 'announce', text: lineOf(text) }),
  phase: inSession((session, { on }) => ({ do: 'phase', session, phase: on === 'off' ? 'ended' : 'open' })),
  asking: inSession((session, { on }) => ({ do: 'asking', session, on: switched(on) })),
  pause: inSession((session, { on, text }) => ({
    do: 'pause',
    session,
    on: on !== 'off',
    ...(on !== 'off' && text.trim() ? { message: text.trim() } : {}),
  })),
  note: inSession((session, { text }) => ({ do: 'note', session, text: lineOf(text) })),
  feedback: inSession((session, { on }) => ({ do: 'feedback', session, open: switched(on) })),
  open_poll: withPoll((poll, { seconds }) => ({ do: 'open_poll', poll, ...lasting(seconds) })),
  close_poll: withPoll((poll, { seconds }) => ({ do: 'close_poll', poll, ...lasting(seconds) })),
  reveal_poll: withPoll((poll, { on }) => ({ do: 'reveal_poll', poll, on: on !== 'off' })),
  statements: inSession((session, { on }) => ({ do: 'statements', session, open: on !== 'off' })),
  board: inSession((session, { phase, seconds }) => ({ do: 'board', session, phase, ...lasting(seconds) })),
  results: inSession((session, { on }) => ({ do: 'results', session, on: on !== 'off' })),
  speaking: inSession((session, { on }) => ({ do: 'speaking', session, open: on !== 'off' })),
};

function sceneOf({ scene, poll, track, results }: Fields): Scene | undefined {
  if (scene === 'poll') return poll === undefined ? undefined : { scene, poll };
  if (scene === 'ideas') return results ? { scene, results } : { scene };
  return scene === 'award' ? { scene, track } : { scene };
}

const switchOf = (on: boolean | null): Switch => (on === null ? 'agenda' : on ? 'on' : 'off');

/** The fields as a step has them. */
function written({ name, at, does }: CueItem): Partial<Fields> {
  const place: Partial<Fields> =
    at.from === 'clock' ? { anchor: 'clock', of: undefined } : { anchor: at.from, of: at.session };
  const session = 'session' in does ? does.session : at.from === 'clock' ? undefined : at.session;
  return { name: { ...name }, kind: does.do, ...place, session, ...writtenAct(does) };
}

function writtenAct(does: CueAct): Partial<Fields> {
  switch (does.do) {
    case 'scene': {
      const { scene } = does;
      return {
        scene: scene.scene,
        ...(scene.scene === 'poll' && { poll: scene.poll }),
        ...(scene.scene === 'award' && { track: scene.track }),
        ...(scene.scene === 'ideas' && { results: scene.results ?? false }),
      };
    }
    case 'open_poll':
    case 'close_poll':
      return { poll: does.poll, seconds: does.seconds ?? null };
    case 'reveal_poll':
      return { poll: does.poll, on: switchOf(does.on) };
    case 'phase':
      return { on: switchOf(does.phase === 'open') };
    case 'feedback':
    case 'statements':
    case 'speaking':
      return { on: switchOf(does.open) };
    case 'board':
      return { phase: does.phase, seconds: does.seconds ?? null };
    case 'note':
    case 'announce':
      return { text: does.text ?? '' };
    case 'pause':
      return { on: switchOf(does.on), text: does.message ?? '' };
    case 'remind':
      return {};
    default:
      return { on: switchOf(does.on) };
  }
}
