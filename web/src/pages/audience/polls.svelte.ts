import { notices } from '$lib/components/notices.svelte';
import { m } from '$lib/i18n/language.svelte';
import type { PollView } from '$lib/protocol/generated/protocol';
import { takesBallots } from '$lib/state/agenda';
import type { Live } from '$lib/state/live.svelte';
import type { Ballots } from './ballots.svelte';
import type { Composer } from './composer.svelte';
import { type Hold, lingers } from './hold.svelte';

const roundOf = ({ poll, round }: PollView) => `${poll}.${round}`;

/** The polls of a session, and which of them stands in front or comes up over the page. */
export class Polls {
  readonly #live: Live;
  readonly #ballots: Ballots;
  readonly #composer: () => Composer | undefined;
  readonly #list: Hold;
  /** The poll whose sheet is up. */
  voting = $state<number>();
  #isTyping = $state(false);
  #typingRests: ReturnType<typeof setTimeout> | undefined;
  /** The polls that came up by themselves, by round: each does so once. */
  readonly #risen = new Set<string>();
  /** The last round that was told of instead. */
  #toldHeld: string | undefined;
  /** Takes that notice away: what it tells of has come up. */
  #heldOff: (() => void) | undefined;
  /** A poll that was open while this page looked stays in front until it is put away. */
  #followed = $state<number>();

  /** In the session's order. */
  readonly #all: readonly PollView[] = $derived.by(() =>
    (this.#live.session?.polls ?? []).flatMap((poll) => this.#live.polls.get(poll) ?? []),
  );
  /** All that are open, in the session's order. */
  readonly open: readonly PollView[] = $derived(this.#all.filter(({ phase }) => phase === 'open'));
  /**
   * The poll in front. Of those that are open the one that was followed stays until this person has voted in it, and then the next
   * that waits for a vote comes. Where none is open it is the one that was open while this page looked.
   */
  readonly front: PollView | undefined = $derived.by(() => {
    const followed = this.#all.find(({ poll }) => poll === this.#followed);
    const last = this.open.find((poll) => poll === followed) ?? this.open.at(-1);
    if (!last || this.#isWanted(last)) return last ?? followed;
    return this.open.find((poll) => this.#isWanted(poll)) ?? last;
  });
  /** The polls that are over, the latest first. */
  readonly past: readonly PollView[] = $derived.by(() =>
    this.#all.filter((poll) => poll.phase === 'closed' && poll !== this.front).reverse(),
  );
  /** There is a leaderboard to look at, and it does not stand in front already. */
  readonly hasLeadersBelow: boolean = $derived.by(
    () => (this.#live.leaders?.quizzes ?? 0) > 0 && !(this.front && this.isTold(this.front)),
  );

  /** `list` is what a thumb may be on, and `composer`, once there is one, where it may be writing, when a poll opens. */
  constructor(live: Live, ballots: Ballots, composer: () => Composer | undefined, list: Hold) {
    this.#live = live;
    this.#ballots = ballots;
    this.#composer = composer;
    this.#list = list;
  }

  /** The poll in front while it waits for the vote of this person. */
  get toVoteIn(): PollView | undefined {
    return this.front && this.#isWanted(this.front) ? this.front : undefined;
  }

  #isWanted(poll: PollView): boolean {
    return this.#ballots.standing(poll) === 'none' && takesBallots(poll, this.#live.now());
  }

  /** Whether everyone was told what is right in a quiz that has points. */
  isTold({ answer, settings, right }: PollView): boolean {
    return answer.kind === 'quiz' && !settings.secret && right !== undefined;
  }

  /**
   * To be run whenever what it reads changes: a poll that opens comes up by itself, unless somebody is typing, whose
   * keyboard it would take away, or has a thumb on the list, which would press what comes up. Over the sheet of another
   * open one none comes: that sheet names it.
   */
  follow(): void {
    const fresh = this.open.filter((poll) => !this.#risen.has(roundOf(poll)));
    const opened = fresh.find((poll) => this.#isWanted(poll)) ?? fresh[0];
    const front = opened ?? this.front;
    if (front?.phase === 'open') this.#followed = front.poll;
    if (!opened || this.#composer()?.open) return;
    const isWanted = this.#isWanted(opened);
    if (this.#list.touched || this.#isTyping) {
      if (isWanted) this.#tellHeld(opened);
      return;
    }
    for (const poll of fresh) this.#risen.add(roundOf(poll));
    this.#heldOff?.();
    if (isWanted && !this.open.some(({ poll }) => poll === this.voting)) this.voting = opened.poll;
  }

  /** What may not come up is told where nothing moves, once: a key can stay on the list for long. */
  #tellHeld(poll: PollView): void {
    const round = roundOf(poll);
    if (this.#toldHeld === round) return;
    this.#toldHeld = round;
    this.#heldOff = notices.show(m.vote_is_open(), {
      label: m.vote_now(),
      run: () => {
        this.#risen.add(round);
        this.vote(poll.poll);
      },
    });
  }

  /** A field to write in has the focus, or has it no more: then its button is about to be pressed. */
  typing(isIn: boolean): void {
    clearTimeout(this.#typingRests);
    if (isIn) this.#isTyping = true;
    else
      this.#typingRests = setTimeout(() => {
        this.#isTyping = false;
      }, lingers);
  }

  /** Opens a poll's sheet; what was being written waits, nothing lost. */
  vote(poll: number): void {
    this.#composer()?.close();
    this.voting = poll;
  }

  /** Puts away the poll in front, once it is over. */
  putAway(): void {
    this.#followed = undefined;
    this.#list.letGo();
  }

  /** Another session is looked at. */
  reset(): void {
    this.voting = undefined;
    this.#followed = undefined;
  }
}
