import type { Notices } from '$lib/components/notices.svelte';
import { isolated } from '$lib/i18n/isolated';
import { m } from '$lib/i18n/language.svelte';
import {
  type HallView,
  type Pairing,
  type Profile,
  topics,
  type WallProfile,
  type WallPulse,
} from '$lib/protocol/generated/protocol';
import { describeWall, pairScreen } from '$lib/screens/pair';
import { PairDraft } from '$lib/screens/pair-draft.svelte';
import { type Look, lookOf, profileOf, usualLook } from '$lib/wall/look';
import type { DeskLive } from '../desk-live';
import type { WallPreview } from '../stage/wall-preview.svelte';
import { type Ailment, ailmentOf, noted, type Wanted } from './wall-health';

/** A wall, and what it is told apart by, wherever in the list it stands: several screens may share a link. */
interface Keyed extends WallPulse {
  key: string;
}

/** A wall of the hall, and what is wrong with it. */
export interface WallState extends Keyed {
  ailment: Ailment | undefined;
}

/** A wall as it is drawn, and the size of its picture in pixels where it told that. */
interface Drawn {
  look: Look;
  size?: WallPulse['size'];
}

const usualShape = 16 / 9;

/** What every wall of a hall is told, and besides polls what one is told that looks at the session in hand. */
const hallTopics = [topics.agenda, topics.screen];
const sessionTopics = [topics.session, topics.questions, topics.stage, topics.counts, topics.feedback];

/** The walls, as far as a desk may have them: those of its hall, or of all. */
export class WallsDesk {
  readonly pairing = new PairDraft();
  readonly #live: DeskLive;
  readonly #token: string;
  readonly #notices: Notices;
  readonly #preview: WallPreview;
  /** What the walls were to show in the last seconds. */
  #wanted = $state.raw<readonly Wanted[]>([]);
  /** Those that had fallen silent when that was told last: so many of each link. */
  #silent: ReadonlySet<string> = new Set();

  /** The walls of the hall, those that need a hand first. */
  readonly all: readonly WallState[] = $derived.by(() => {
    const told = keyed(this.#live.pulse.walls ?? []);
    const walls = told.map((wall) => ({ ...wall, ailment: ailmentOf(wall, this.#wanted) }));
    return [...walls.filter(({ ailment }) => ailment), ...walls.filter(({ ailment }) => !ailment)];
  });

  /** That wall of the hall whose letters have to be the largest: what it can hold, all can. Of equals the first by name. */
  readonly #strictest: Drawn = $derived.by(() => {
    const { screen, pulse } = this.#live;
    const told = [...(pulse.walls ?? [])].sort(inPlace);
    const walls: Pick<WallPulse, 'link' | 'size'>[] = [...told, ...(screen?.profiles ?? [])];
    const drawn = walls.map(({ link, size }): Drawn => ({ look: lookOf(profileOf(screen, link).profile), size }));
    const [first = { look: usualLook }, ...others] = drawn.filter(({ look }) => !look.overlay);
    return others.reduce((most, wall) => (wall.look.floor > most.look.floor ? wall : most), first);
  });

  /** How that wall is drawn. */
  get look(): Look {
    return this.#strictest.look;
  }

  /** How wide its picture is, in heights; as usual while no screen has told its size. */
  get shape(): number {
    const [width = 0, height = 0] = this.#strictest.size ?? [];
    return width > 0 && height > 0 ? width / height : usualShape;
  }

  constructor(live: DeskLive, token: string, notices: Notices, preview: WallPreview) {
    this.#live = live;
    this.#token = token;
    this.#notices = notices;
    this.#preview = preview;
  }

  /** The halls in which it pairs screens, the one it looks at first. */
  get halls(): readonly HallView[] {
    const { agenda, session, welcome } = this.#live;
    const own = welcome?.you.hall;
    const halls = agenda?.halls.filter(({ hall }) => own === undefined || own === null || hall === own) ?? [];
    const here = halls.filter(({ hall }) => hall === session?.hall);
    return [...here, ...halls.filter((hall) => !here.includes(hall))];
  }

  /** Pairs a screen; why that was refused, in words. */
  pair(pairing: Pairing, profile: Profile | undefined): Promise<string | undefined> {
    return pairScreen({ live: this.#live, token: this.#token, notices: this.#notices }, pairing, profile);
  }

  /** Tells what a wall is like. */
  async describe(told: WallProfile, profile: Profile | undefined): Promise<void> {
    await describeWall(this.#live, told, profile, this.#notices);
  }

  /** Whether the desk may say what the wall is like: the desk of one hall sees walls of all halls, and has none of them. */
  hasInHand(wall: WallPulse): boolean {
    const own = this.#live.welcome?.you.hall ?? undefined;
    return own === undefined || own === wall.hall;
  }

  /** Takes note of what the walls are to show at a moment. Call it at each tick of the clock. */
  note(at: number): void {
    if (this.#live.status !== 'live') this.#wanted = [];
    else this.#wanted = noted(this.#wanted, { at, rev: this.#rev, scene: this.#scene });
  }

  /** Says of walls that just fell silent that they did. Call it whenever the pulse has changed. */
  hear(): void {
    const silent = keyed((this.#live.pulse.walls ?? []).filter(({ gone }) => gone !== undefined));
    const now = silent.filter(({ key }) => !this.#silent.has(key));
    this.#silent = new Set(silent.map(({ key }) => key));
    for (const { name } of now) this.#notices.show(m.wall_fell_silent({ name: isolated(name) }));
  }

  /** The newest revision that the walls are told of: of the session in hand only where they look at it. */
  get #rev(): number {
    const there = this.#preview.elsewhere ? [] : [...sessionTopics, ...this.#pollTopics];
    return Math.max(...[...hallTopics, ...there].map((topic) => this.#live.revOf(topic)));
  }

  /** Drafts come to no wall. */
  get #pollTopics(): number[] {
    return [...this.#live.polls.values()]
      .filter(({ phase }) => phase !== 'draft')
      .map(({ poll }) => topics.polls + poll);
  }

  get #scene(): string | undefined {
    return this.#preview.elsewhere ? undefined : this.#preview.picture?.scene.name;
  }
}

/** By their names and links, and of one link by their shapes: what stands on them changes nothing, as it does in the pulse's order. */
function inPlace(one: WallPulse, other: WallPulse): number {
  return one.name.localeCompare(other.name) || one.link - other.link || heightOf(other) - heightOf(one);
}

/** How high it is, in widths; nothing where it has not told that. */
function heightOf({ size }: WallPulse): number {
  return size ? size[1] / size[0] : 0;
}

function keyed(walls: readonly WallPulse[]): Keyed[] {
  const before = (at: number, link: number) => walls.slice(0, at).filter((other) => other.link === link).length;
  return walls.map((wall, at) => ({ ...wall, key: `${wall.link} ${before(at, wall.link)}` }));
}
