import type { Texts } from '$lib/opinions/told';
import type { SessionEntry } from '$lib/protocol/generated/protocol';
import { inFocus } from '$lib/state/agenda';
import type { Ticking } from '$lib/state/ticking.svelte';
import { asWall } from '$lib/wall/as-wall';
import { type Picture, resolveScene } from '$lib/wall/scene';
import type { DeskLive } from '../desk-live';

/** The picture that the hall's walls show of the session in hand, made from the desk's views as they make it from theirs. */
export class WallPreview {
  readonly #live: DeskLive;
  readonly #clock: Ticking;
  readonly #texts: Texts;
  readonly picture: Picture | undefined = $derived.by(() =>
    resolveScene(asWall(this.#live), this.#clock.now, undefined, this.#texts),
  );
  /** The session that the walls look at, where it is another one. */
  readonly elsewhere: SessionEntry | undefined = $derived.by(() => this.#elsewhere());

  /** The question on stage is on the walls too: they show no other scene, and are not hidden. */
  readonly showsStage: boolean = $derived(this.picture?.scene.name === 'spotlight' && this.elsewhere === undefined);

  /** `texts` has the statements that are not among those in front. */
  constructor(live: DeskLive, clock: Ticking, texts: Texts) {
    this.#live = live;
    this.#clock = clock;
    this.#texts = texts;
  }

  #elsewhere(): SessionEntry | undefined {
    const { agenda, screen, session } = this.#live;
    if (!agenda || !screen || !session) return undefined;
    const focus = inFocus(agenda, screen.hall, this.#clock.now);
    return focus?.session === session.session ? undefined : focus;
  }
}
