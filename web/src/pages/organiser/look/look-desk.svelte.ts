import { hex } from '$lib/look/colour';
import { ratio } from '$lib/look/contrast';
import { between, palette } from '$lib/look/palette';
import { bounds } from '$lib/protocol/generated/bounds';
import type { Accent, Command, LookView } from '$lib/protocol/generated/protocol';
import { isSame } from './presets';

/** The accent of Majlis itself: the one that sliders begin with. */
export const own: Accent = { hue: 158, chroma: 95 };

/** The hues of what is refused and of what is live, and how near an accent may come before that is told. */
const told = [
  ['refused', 30],
  ['live', 78],
] as const;
const near = 15;

/** What else on the pages an accent looks like. */
export type Alike = (typeof told)[number][0];

interface Worn {
  readonly accent: Accent | undefined;
  readonly hijri: boolean;
}

/** The ways of the look to the server. Each says whether it was done; a refusal was told. */
interface Ways {
  look(): LookView | undefined;
  give(command: Command): Promise<boolean>;
  send(picture: Blob | undefined, version: number): Promise<boolean>;
  /** Tells that a picture is larger than the server takes it. */
  tooLarge(): void;
  /** Tells that the look in hand is the forum's now. */
  saved(): void;
}

/** How the forum looks, in its organiser's hands. */
export class LookDesk {
  readonly #ways: Ways;
  /** What was touched here; the rest follows the look that stands. */
  #draft = $state.raw<Partial<Worn>>({});

  constructor(ways: Ways) {
    this.#ways = ways;
  }

  /** The accent in hand. */
  get accent(): Accent | undefined {
    return this.#standing.accent;
  }

  get hijri(): boolean {
    return this.#standing.hijri;
  }

  get logo() {
    return this.#ways.look()?.logo;
  }

  /** Whether what is in hand is another look than the one that stands. */
  get isChanged(): boolean {
    const { accent, hijri } = this.#saved;
    return !isSame(this.accent, accent) || this.hijri !== hijri;
  }

  /** How well text in the accent is read on the day's ground and on the night's: the ratios of WCAG, of which 4.5 is asked. */
  get contrasts(): { day: number; night: number } {
    const { '--accent-day': day = '', '--accent-night': night = '' } = palette(this.accent ?? own);
    return { day: ratio(day, hex(0.975, 0.012, 85)), night: ratio(night, hex(0.19, 0.025, 165)) };
  }

  /** What the accent looks like that means something already. */
  get alike(): Alike | undefined {
    const { hue, chroma } = this.accent ?? own;
    return chroma < 60 ? undefined : told.find(([, other]) => between(hue, other) < near)?.[0];
  }

  choose(accent: Accent | undefined): void {
    this.#draft = { ...this.#draft, accent };
  }

  tellHijri(hijri: boolean): void {
    this.#draft = { ...this.#draft, hijri };
  }

  /** Lets go of what was not saved. */
  leave(): void {
    this.#draft = {};
  }

  async save(): Promise<void> {
    const { accent, hijri } = this;
    const version = this.#version;
    if (!(await this.#ways.give({ do: 'set_look', version, accent: accent ?? null, hijri }))) return;
    this.leave();
    this.#ways.saved();
  }

  async setLogo(file: Blob): Promise<boolean> {
    if (file.size > bounds.logoBytes) {
      this.#ways.tooLarge();
      return false;
    }
    return this.#ways.send(file, this.#version);
  }

  removeLogo(): Promise<boolean> {
    return this.#ways.send(undefined, this.#version);
  }

  get #saved(): Worn {
    const look = this.#ways.look();
    return { accent: look?.accent, hijri: look?.hijri ?? false };
  }

  get #standing(): Worn {
    return { ...this.#saved, ...this.#draft };
  }

  /** A forum whose look was never set has the first. */
  get #version(): number {
    return this.#ways.look()?.version ?? 1;
  }
}
