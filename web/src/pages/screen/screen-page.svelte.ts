import { adoptForum, look } from '$lib/look/look.svelte';
import { forgetHolder } from '$lib/net/forget';
import { deviceStorage, keepHere, keptHere } from '$lib/net/storage';
import { FurtherStatements } from '$lib/opinions/further.svelte';
import type { AgendaView, ByeCode, SessionNo } from '$lib/protocol/generated/protocol';
import { inFocus } from '$lib/state/agenda';
import { Live } from '$lib/state/live.svelte';
import { forgetToken, isForumGone, needsNewLink, rememberToken, takeToken } from '$lib/state/role-link';
import { type Look, lookOf, overlayIn, profileOf } from '$lib/wall/look';
import { Rising } from '$lib/wall/rising.svelte';
import { type Picture, resolveScene, type SceneName } from '$lib/wall/scene';
import { isOutdated } from './deploy';
import { type Act, type Chosen, scaledFrom, shownAfter, stepFrom } from './hand';
import { pictureSize, toggleFullScreen, whilePainted } from './machine';
import { Pairing } from './pairing.svelte';

/** How often the wall looks at the clock. */
const tickMs = 250;
/** How often it says what stands on it. */
const shownMs = 2_000;
/** How long it waits where it was sent away for a reason that may pass. */
const comeBackMs = 30_000;
const scaleKey = 'majlis.screen.scale';

/** A picture with what it is shown in. */
export interface Standing {
  readonly picture: Picture;
  readonly agenda: AgendaView;
  readonly session: SessionNo | undefined;
  readonly address: string;
  readonly look: Look;
}

/** A wall: unpaired it shows a code, paired it follows its hall. Runs for days with nobody at it. */
export class ScreenPage {
  live = $state.raw<Live>();
  pairing = $state.raw<Pairing>();
  /** The server's clock, of the last tick. */
  now = $state(Date.now());
  chosen = $state.raw<Chosen>();
  scale = $state(keptHere<number>(scaleKey) ?? 1);
  readonly rising = new Rising();
  /** The statements that a map of opinions names, where they are not among those in front. */
  #further: FurtherStatements | undefined;
  /** The forum that this wall was of is no more: then nothing of it stands. */
  isGone = $state(false);
  #wasOverlaid = $state(false);

  /** What the address asks for: whoever puts the page into a stream's mixer has no desk. */
  readonly #asked = overlayIn(location.search);
  #token = '';
  #agenda: AgendaView | undefined;
  /** The desk's act on the wall that a choice at the machine was made after. */
  #chosenAt: number | undefined;
  #last: Standing | undefined;
  /** The newest views make no picture: the last one stands on. */
  #isStuck = false;
  /** What stands in for a scene that could not be drawn. */
  #standIn: { scene: SceneName } | undefined;
  #isComingBack = false;
  #hasBegun = false;
  #endings: (() => void)[] = [];

  /** What stands on the wall: the newest picture that could be made. */
  readonly standing: Standing | undefined = $derived.by(() => {
    try {
      this.#last = this.#fresh() ?? this.#last;
      this.#isStuck = false;
    } catch (why) {
      this.#isStuck = true;
      // Whatever the views hold: a wall shows what it showed before they came.
      console.error(why);
    }
    return this.#last;
  });

  /** It lies over a broadcast: there stand plates and nothing else, also once the link is of no use any more. */
  get isOverlaid(): boolean {
    const { standing } = this;
    return standing ? standing.look.overlay !== undefined : this.#wasOverlaid;
  }

  start(): void {
    const token = takeToken('screen');
    if (token === undefined) this.#pair();
    else this.#follow(token);
    const timer = setInterval(() => this.#tick(), tickMs);
    this.#endings = [() => clearInterval(timer), whilePainted(() => this.#sayShown(), shownMs)];
  }

  stop(): void {
    for (const end of this.#endings) end();
    this.live?.stop();
    this.pairing?.stop();
  }

  /** Does what a key asked for. */
  act(act: Act): void {
    switch (act.does) {
      case 'show':
        this.#choose(shownAfter(this.chosen, act.scene));
        break;
      case 'step':
        this.#choose(stepFrom(this.chosen, act.by));
        break;
      case 'follow':
        this.#choose(undefined);
        break;
      case 'size':
        this.scale = scaledFrom(this.scale, act.by);
        keepHere(scaleKey, this.scale);
        break;
      case 'full_screen':
        void toggleFullScreen();
    }
  }

  /** Takes note of a scene that stands in for one that could not be drawn. Returns what ends that. */
  standIn(scene: SceneName): () => void {
    const own = { scene };
    this.#standIn = own;
    return () => {
      // The one that fades away ends after the next one began.
      if (this.#standIn === own) this.#standIn = undefined;
    };
  }

  #fresh(): Standing | undefined {
    const { live } = this;
    if (!live?.agenda) return undefined;
    const picture = resolveScene(live, this.now, this.chosen, this.#further?.find);
    const address = live.welcome?.address ?? location.host;
    const drawn = lookOf(profileOf(live.screen, live.welcome?.you.link).profile, this.#asked);
    return picture && { picture, agenda: live.agenda, session: live.session?.session, address, look: drawn };
  }

  #pair(): void {
    this.pairing = new Pairing((token) => {
      rememberToken('screen', token);
      this.pairing = undefined;
      this.isGone = false;
      this.#wasOverlaid = false;
      this.#follow(token);
    });
    this.pairing.start();
  }

  #follow(token: string): void {
    this.#token = token;
    this.#isComingBack = false;
    const live = new Live({ token, view: 'screen', begun: () => this.#begun() });
    live.onReactions((counts) => {
      if (this.standing?.picture.lively && document.visibilityState === 'visible') this.rising.add(counts);
    });
    this.#further = new FurtherStatements(live);
    this.live = live;
    live.start();
  }

  #choose(chosen: Chosen): void {
    this.chosen = chosen;
    this.#chosenAt = this.live?.screen?.version;
  }

  /** Follows the clock and the agenda. By the clock and not by effects: what fails once is done at the next tick. */
  #tick(): void {
    const { live } = this;
    this.now = live?.now() ?? Date.now();
    if (!live) return;
    if (live.ended) this.#ended(live, live.ended);
    this.#further?.follow();
    const { agenda, screen } = live;
    if (!agenda || !screen) return;
    if (agenda !== this.#agenda) {
      this.#agenda = agenda;
      void adoptForum(agenda, live.forum, 'hall');
    }
    // The desk's hand is the later one: what it does on the wall lifts what was chosen at the machine.
    if (this.chosen && screen.version !== this.#chosenAt) this.#choose(undefined);
    const focus = inFocus(agenda, screen.hall, this.now);
    if (focus && focus.session !== live.session?.session) live.watch(focus.session);
  }

  /** Whoever welcomes this wall again may be a newer server: its page is taken, while this picture stands. */
  #begun(): void {
    if (this.#hasBegun) void isOutdated().then((is) => is && location.reload());
    this.#hasBegun = true;
  }

  #ended(live: Live, why: ByeCode): void {
    live.stop();
    if (needsNewLink(why)) {
      forgetToken('screen', this.#token);
      if (isForumGone(why)) this.#letGo();
      this.live = undefined;
      this.#pair();
    } else if (!this.#isComingBack) {
      this.#isComingBack = true;
      setTimeout(() => this.#follow(this.#token), comeBackMs);
    }
  }

  /** Nothing of a forum that is no more stays on the wall or on its machine. */
  #letGo(): void {
    this.#wasOverlaid = this.isOverlaid;
    this.isGone = true;
    look.adopt(undefined, '');
    this.#last = undefined;
    forgetHolder(deviceStorage(), this.#token);
  }

  #sayShown(): void {
    const { live, standing } = this;
    if (live?.status !== 'live' || !standing) return;
    const { scene } = this.#standIn ?? { scene: standing.picture.scene.name };
    live.shown(scene, live.rev, pictureSize(), this.#standIn !== undefined || this.#isStuck);
  }
}
