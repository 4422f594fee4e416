import { notices } from '$lib/components/notices.svelte';
import { m } from '$lib/i18n/language.svelte';
import type { RecommendationItem, RecommendationsVote, RecommendationVote } from '$lib/protocol/generated/protocol';
import { AllRecommendations } from '$lib/recommendations/further.svelte';
import { Acknowledged } from '$lib/state/acknowledged.svelte';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';

/** What was said of a recommendation; one that was taken back says nothing. */
interface Said {
  readonly vote: RecommendationVote | null;
}

/** How long what was closed or published stands in front: whoever voted looks for what it came to. */
const newMs = 30 * 60_000;

/** What this person says of the forum's recommendations, and what there is to read of them. */
export class RecommendationVotes {
  readonly all: AllRecommendations;
  readonly #live: Live;
  readonly #acknowledged: Acknowledged<Said>;
  /** Those whose vote came after closing. */
  #late = $state.raw<ReadonlySet<string>>(new Set());
  /** The last vote that was told of. */
  #toldOpen: number | undefined;
  /** Somebody wants to go to the vote, wherever they are on the page. */
  isWanted = $state(false);

  constructor(live: Live) {
    this.#live = live;
    this.#acknowledged = new Acknowledged(live);
    this.all = new AllRecommendations(live, 'recommendations');
  }

  /** The vote at hand: the open one, else the last. */
  get vote(): RecommendationsVote | undefined {
    return this.#live.recommendations?.head.vote;
  }

  /** Whether votes are taken at a moment. */
  isOpen(now: number): boolean {
    const { vote } = this;
    return vote !== undefined && vote.closed === undefined && (vote.until === undefined || now < vote.until);
  }

  /**
   * To be run whenever what it reads changes: tells once of a vote that waits for this person, wherever they have scrolled to. `page`
   * shows the session then.
   */
  tellOpen(page: { tab: 'session' | 'agenda' | 'me' }): void {
    const { vote } = this;
    if (!vote || vote.round === this.#toldOpen || !this.isOpen(this.#live.now()) || this.left === 0) return;
    this.#toldOpen = vote.round;
    notices.show(m.rec_phone_opened(), {
      label: m.vote_now(),
      run: () => {
        page.tab = 'session';
        this.isWanted = true;
      },
    });
  }

  /** Whether there is something new to read, or to vote on. */
  isNear(now: number): boolean {
    const { vote } = this;
    if (vote && vote.closed === undefined) return true;
    const latest = Math.max(vote?.closed ?? 0, ...this.all.all.map(({ published }) => published ?? 0));
    return now - latest < newMs;
  }

  /** What is voted on. */
  readonly listed: readonly RecommendationItem[] = $derived.by(() =>
    (this.vote?.list ?? []).flatMap((no) => this.all.find(no) ?? []),
  );

  /** What everyone reads of them, the published ones first. */
  readonly told: readonly RecommendationItem[] = $derived.by(() => {
    const { all } = this.all;
    const isPublished = ({ stage }: RecommendationItem) => stage === 'published';
    return [...all.filter(isPublished), ...all.filter((item) => !isPublished(item))];
  });

  /** How many of those that are voted on nothing was said of. */
  readonly left: number = $derived.by(() => (this.vote?.list ?? []).filter((no) => !this.said(no)).length);

  /** What this person said of one: as it was given here, or stands. */
  said(no: number): RecommendationVote | undefined {
    const ahead = this.#underway(no) ?? this.#acknowledged.ahead(this.#keyOf(no), this.#live.mineRev);
    return ahead ? (ahead.vote ?? undefined) : this.#told(no);
  }

  /** Whether it is still on this phone alone. */
  waits(no: number): boolean {
    return this.#underway(no) !== undefined;
  }

  /** Whether the vote came after closing. */
  isLate(no: number): boolean {
    return this.#late.has(this.#keyOf(no));
  }

  /** Says something of one; the same again takes it back. */
  give(recommendation: number, said: RecommendationVote): void {
    const { vote: round } = this;
    if (!round || !this.isOpen(this.#live.now())) return;
    const vote = this.said(recommendation) === said ? null : said;
    const seq = this.#live.nextSeq();
    void this.#live.do({ do: 'recommendations', act: 'vote', round: round.round, recommendation, vote, seq });
  }

  decided({ command }: Kept, outcome: Outcome): void {
    if (command.do !== 'recommendations' || command.act !== 'vote') return;
    const key = `${command.round}.${command.recommendation}`;
    if (outcome.done) this.#acknowledged.add(key, { vote: command.vote }, outcome.rev);
    else if (outcome.code === 'round_over') this.#late = new Set([...this.#late, key]);
  }

  #told(no: number): RecommendationVote | undefined {
    const own = this.#live.mine.recommendations;
    if (!own || own.round !== this.vote?.round) return undefined;
    return (['agree', 'disagree', 'abstain'] as const).find((vote) => own[vote].includes(no));
  }

  #keyOf(no: number): string {
    return `${this.vote?.round ?? 0}.${no}`;
  }

  #underway(no: number): Said | undefined {
    const round = this.vote?.round;
    const given = this.#live.outbox.flatMap(({ command }) =>
      command.do === 'recommendations' &&
      command.act === 'vote' &&
      command.round === round &&
      command.recommendation === no
        ? [command]
        : [],
    );
    return given.at(-1);
  }
}
