import type { Badge } from '$lib/badges/held.svelte';
import type { Drafts } from '$lib/state/drafts';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';
import { Composer } from './composer.svelte';
import { OwnBoard } from './ideas/own-board.svelte';
import type { NotSent } from './not-sent.svelte';
import { Player } from './player.svelte';
import { Rating } from './rating.svelte';
import { RecommendationVotes } from './recommendations/votes.svelte';
import { OwnSpeaking } from './speaking/own-speaking.svelte';
import { OwnStands } from './stands/own-stands.svelte';
import { Answers } from './statements/answers.svelte';
import { OwnStatements } from './statements/own-statements.svelte';

/** What a person writes, rates, answers and gives dots with. A first view shows none of it, so it comes with the parts that do. */
export class Giving {
  readonly composer: Composer;
  readonly rating: Rating;
  readonly player: Player;
  readonly answers: Answers;
  readonly statements: OwnStatements;
  readonly board: OwnBoard;
  readonly recommendations: RecommendationVotes;
  readonly stands: OwnStands;
  readonly speaking: OwnSpeaking;

  /** `person` is whoever holds the phone. */
  constructor(live: Live, drafts: Drafts, notSent: NotSent, badge: Badge, person: string) {
    this.composer = new Composer(live, drafts, notSent, badge);
    this.rating = new Rating(live, drafts);
    this.player = new Player(live, badge);
    this.answers = new Answers(live, person);
    this.statements = new OwnStatements(live, drafts);
    this.board = new OwnBoard(live, drafts);
    this.recommendations = new RecommendationVotes(live);
    this.stands = new OwnStands(live, drafts);
    this.speaking = new OwnSpeaking(live, drafts, badge);
  }

  /** Another session is looked at. */
  reset(): void {
    this.rating.reset();
    this.player.reset();
    this.answers.reset();
    this.statements.reset();
    this.board.reset();
    this.stands.reset();
    this.speaking.reset();
  }

  decided(kept: Kept, outcome: Outcome): void {
    this.rating.decided(kept, outcome);
    this.player.decided(kept, outcome);
    this.answers.decided(kept, outcome);
    this.statements.decided(kept, outcome);
    this.board.decided(kept, outcome);
    this.recommendations.decided(kept, outcome);
    this.stands.decided(kept, outcome);
    this.speaking.decided(kept, outcome);
  }
}
