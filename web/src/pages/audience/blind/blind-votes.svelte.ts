import type { Badge } from '$lib/badges/held.svelte';
import { type Fetch, readAsNobody, sendAsNobody } from '$lib/blind/anonymous';
import { fromBase64url, sha256, toBase64url, utf8 } from '$lib/blind/bytes';
import { type KeptBallot, type KeptPaper, KeptPapers } from '$lib/blind/kept';
import { type BallotList, type Found, found, listOf, type Recount, recount } from '$lib/blind/list';
import { blind, publicKey, unblind, WrongSignature } from '$lib/blind/papers';
import { newSeed, ownKey, signer } from '$lib/blind/signer';
import { ballotText, type Of, paperText } from '$lib/blind/texts';
import { HttpRefusal } from '$lib/net/http';
import type { Safe } from '$lib/net/safe';
import type { PaperView, PollView } from '$lib/protocol/generated/protocol';
import type { Award } from '$lib/protocol/views';
import type { Live } from '$lib/state/live.svelte';

/** How the voting paper of the badge in hand stands. */
export type PaperState =
  | 'insecure'
  | 'no_badge'
  | 'taking'
  | 'again'
  | 'unkept'
  | 'ready'
  | 'wrong_signature'
  | 'wrong_key'
  | { readonly refused: string };

/** How the own ballot in a track stands. */
export type BallotState = 'none' | 'underway' | 'sent' | { readonly refused: string };

/** What blind votes take from the page around them; tests give their own. */
export interface Around {
  readonly live: Pick<Live, 'award' | 'forum' | 'polls' | 'welcome' | 'remember'>;
  readonly badge: Pick<Badge, 'held'>;
  readonly token: string;
  /** The person in the forum. */
  readonly owner: string;
  readonly storage: Storage;
  readonly safe: () => Promise<Safe | undefined>;
  readonly fetch: Fetch;
  /** The device's clock, in milliseconds. */
  readonly now: () => number;
  readonly random: () => number;
  /** Calls back after some time; returns what cancels it. */
  readonly later: (run: () => void, ms: number) => () => void;
  /** Whether the browser gives this page its cryptography: over https it does. */
  readonly isSecure: boolean;
  /** Lets one tab of this device at a time do something under a name. */
  readonly alone: (name: string, run: () => Promise<void>) => Promise<void>;
}

/** Between a paper and the first ballot by it lie so many milliseconds: from the one to the other. */
const apartMs = [3_000, 20_000] as const;
const againMs = 4_000;
/** Refusals of a request that mean nothing but: later. `changed` is that of a paper for a key whose award tells another one by then. */
const passing = [
  'changed',
  'unreachable',
  'busy',
  'try_again',
  'rate_limited',
  'too_many_requests',
  'unavailable',
  'key_not_ready',
];
/** A line of the list has about so many bytes. */
const lineBytes = 560;
/** A ballot is signed with a higher number so often where a later one stands. */
const mostSteps = 8;

const isPassing = (code: string) => passing.includes(code);
const keyOf = ({ track, round }: { track: number; round: number }) => `${track}.${round}`;

/**
 * The blind votes of this device: the server signs the badge's paper without seeing it, and takes ballots by that paper from
 * nobody. All that it takes to send one again, or to find it afterwards, lies here alone.
 */
export class BlindVotes {
  #state = $state.raw<PaperState>('taking');
  #paper = $state.raw<KeptPaper>();
  /** What the published list says of the own ballots, once it was read. */
  list = $state.raw<BallotList>();
  counted = $state.raw<Recount>();
  /** Why it was not read, or what is wrong with it. */
  listTrouble = $state<'unreachable' | 'wrong_key'>();
  reading = $state<'own' | 'all'>();
  /** Whether what lies here outlives the page. */
  isKept = $state(true);
  /** A paper is taken though nothing outlives the page: whoever holds the device said so. */
  #risks = false;
  /** What was begun and is kept nowhere: asked for with another message the paper would be refused for good. */
  #begun = new Map<string, KeptPaper>();
  readonly #around: Around;
  readonly #papers: KeptPapers;
  /** Of which award's key and which badge the state is. */
  #of: string | undefined;
  #place: string | undefined;
  #again: (() => void) | undefined;
  #isSending = false;

  constructor(around: Around) {
    this.#around = around;
    this.#papers = new KeptPapers(around.storage, around.safe, around.owner);
  }

  get award(): Award | undefined {
    const { award } = this.#around.live;
    return award?.paper ? award : undefined;
  }

  get state(): PaperState {
    if (!this.#around.isSecure) return 'insecure';
    return this.#around.badge.held ? this.#state : 'no_badge';
  }

  /** The own public key: by it the ballot is found in the list. */
  get receipt(): string | undefined {
    return this.#paper?.own;
  }

  /** To be run whenever what it reads changes, and when the network is back: takes the paper, and sends what was not sent. */
  follow(): void {
    const { award } = this;
    const held = this.#around.badge.held;
    if (!award?.paper || !held || !this.#around.isSecure) return;
    const of = `${award.paper.key}.${held.code}`;
    if (this.#of !== of) {
      this.#of = of;
      this.#paper = undefined;
      this.#state = 'taking';
    }
    if (this.#paper?.paper) void this.#send();
    else if (this.#state === 'taking' || this.#state === 'again') void this.#take(of, award.paper, held.code);
  }

  /** The track of a poll, and nothing where it is none of this award's. */
  trackOf({ poll }: PollView): number | undefined {
    const at = this.award?.polls.indexOf(poll) ?? -1;
    return at < 0 ? undefined : at;
  }

  /** What was chosen last in a poll on this device, sent or not; null where that was taken back. */
  choice(poll: PollView): number | null | undefined {
    return this.#ballot(poll)?.choice;
  }

  standing(poll: PollView): BallotState {
    const ballot = this.#ballot(poll);
    if (!ballot) return 'none';
    if (ballot.code) return { refused: ballot.code };
    return ballot.epoch === undefined ? 'underway' : 'sent';
  }

  /** How many milliseconds the ballot still rests, so that it does not follow the paper at once. */
  restMs(): number {
    return Math.max(0, Math.min(apartMs[1], (this.#paper?.notBefore ?? 0) - this.#around.now()));
  }

  /** Signs a choice, keeps it, and sends it; null takes the ballot back. A second one goes above the first. */
  async vote(poll: PollView, choice: number | null): Promise<void> {
    const track = this.trackOf(poll);
    const { award } = this;
    if (!award?.paper || track === undefined || !this.#paper?.paper) return;
    await this.#sign(award.paper, { track, round: poll.round, poll: poll.poll, choice });
    await this.#send();
  }

  /** Where everyone finds the list. */
  get listPath(): string {
    return `${this.#address}/ballots`;
  }

  /** About how many bytes the whole list has; before its first line was read, how many it may have. */
  get listBytes(): number {
    const { award, list } = this;
    const most = (award?.papers ?? 0) * (award?.polls.length ?? 0);
    const ballots = list ? list.head.tracks.reduce((sum, { ballots: of = 0 }) => sum + of, 0) : most;
    return ballots * lineBytes;
  }

  /**
   * Reads, as nobody, the part of the published list in which the own ballots are: one in 64, by the first sign of the own key. Two signs
   * would leave hardly anybody but this voter among those who may ask for it.
   */
  async find(): Promise<void> {
    await this.#read('own', `${this.listPath}?begins=${(this.receipt ?? '').slice(0, 1)}`, async () => undefined);
  }

  /** Reads the published list, as nobody, and counts all of it again. */
  async countAll(): Promise<void> {
    await this.#read('all', this.listPath, async (list) => (this.#around.isSecure ? recount(list) : undefined));
  }

  async #read(what: 'own' | 'all', path: string, count: (list: BallotList) => Promise<Recount | undefined>) {
    const paper = this.award?.paper;
    if (!paper || this.reading) return;
    this.reading = what;
    try {
      const list = listOf(await readAsNobody(this.#around.fetch, path));
      this.list = list;
      this.listTrouble = list.head.key.spki === (this.#paper?.key ?? paper.key) ? undefined : 'wrong_key';
      this.counted = await count(list);
    } catch {
      this.listTrouble = 'unreachable';
    } finally {
      this.reading = undefined;
    }
  }

  /** Takes the paper though this browser keeps nothing: closed, the page loses it, and with it the badge's only vote. */
  takeUnkept(): void {
    this.#risks = true;
    if (this.#state !== 'unkept') return;
    this.#state = 'taking';
    this.follow();
  }

  /** What became of the own ballot in a track, once the list was read. */
  foundIn(track: number): Found | undefined {
    const ballot = this.#last(track);
    return ballot && this.list && this.receipt ? found(this.list, this.receipt, ballot) : undefined;
  }

  /** The choice that this device sent last in a track. */
  sentIn(track: number): number | null | undefined {
    return this.#last(track)?.choice;
  }

  get #address(): string {
    return `/v1/awards/${this.#around.live.forum}/${this.award?.session}`;
  }

  #texts({ award }: PaperView): Of {
    return { forum: this.#around.live.forum, award };
  }

  #last(track: number): KeptBallot | undefined {
    const sent = this.#paper?.ballots.filter((ballot) => ballot.track === track && ballot.epoch !== undefined) ?? [];
    return sent.sort((a, b) => a.round - b.round).at(-1);
  }

  #ballot(poll: PollView): KeptBallot | undefined {
    const track = this.trackOf(poll);
    return this.#paper?.ballots.find((ballot) => ballot.track === track && ballot.round === poll.round);
  }

  async #take(of: string, paper: PaperView, code: string): Promise<void> {
    this.#again?.();
    this.#again = undefined;
    const place = this.#papers.keyOf(
      paper.award,
      (await sha256(utf8(`${this.#around.live.forum}.${code}`))).slice(0, 16),
    );
    if (this.#of !== of) return;
    this.#place = place;
    await this.#around.alone(place, async () => {
      if (this.#of !== of || this.#paper?.paper) return;
      await this.#takeAlone(of, place, paper, code);
    });
    if (this.#of === of && this.#paper?.paper) await this.#send();
  }

  async #takeAlone(of: string, place: string, paper: PaperView, code: string): Promise<void> {
    try {
      const key = await publicKey(paper.key);
      const known = (await this.#papers.read(place)) ?? this.#begun.get(place);
      const mine = known?.key === paper.key ? known : await this.#begin(place, key, paper);
      if (!this.isKept && !this.#risks) throw new Unkept('nothing outlives the page');
      const whole = mine.paper ? mine : await this.#signed(place, mine, key, paper, code);
      if (this.#of !== of) return;
      this.#paper = whole;
      this.#state = 'ready';
    } catch (why) {
      if (this.#of === of) this.#failed(why);
    }
  }

  #failed(why: unknown): void {
    if (why instanceof WrongSignature) this.#state = 'wrong_signature';
    else if (why instanceof WrongKey) this.#state = 'wrong_key';
    else if (why instanceof Unkept) this.#state = 'unkept';
    else if (why instanceof HttpRefusal && !isPassing(why.code)) this.#state = { refused: why.code };
    else this.#tryAgain();
  }

  #tryAgain(): void {
    if (this.#state !== 'ready') this.#state = 'again';
    this.#again?.();
    this.#again = this.#around.later(() => this.follow(), againMs * (1 + this.#around.random()));
  }

  /** A new key pair and what the server is to sign, kept before anything is asked: another message would be refused for good. */
  async #begin(place: string, key: CryptoKey, paper: PaperView): Promise<KeptPaper> {
    const seed = newSeed();
    const own = await ownKey(seed);
    const { message, inv } = await blind(key, utf8(paperText(this.#texts(paper), own)));
    const begun: KeptPaper = {
      key: paper.key,
      seed: toBase64url(seed),
      own,
      blinded: toBase64url(message),
      inv: toBase64url(inv),
      ballots: [],
    };
    this.isKept = await this.#papers.keep(place, begun);
    this.#begun.set(place, begun);
    return begun;
  }

  /** Has the server sign, once it has shown everybody the same key. */
  async #signed(place: string, mine: KeptPaper, key: CryptoKey, paper: PaperView, code: string): Promise<KeptPaper> {
    const public_ = listOf(await readAsNobody(this.#around.fetch, this.listPath));
    if (public_.head.key.spki !== paper.key) throw new WrongKey('another key is public');
    const signature = await this.#ask(mine, code);
    const signed = await unblind(
      key,
      utf8(paperText(this.#texts(paper), mine.own)),
      fromBase64url(signature),
      fromBase64url(mine.inv),
    );
    const [least, most] = apartMs;
    const notBefore = this.#around.now() + least + this.#around.random() * (most - least);
    const whole = { ...mine, paper: toBase64url(signed), notBefore };
    this.isKept = await this.#papers.keep(place, whole);
    return whole;
  }

  /** Naming the key keeps a message of a scoring that was taken back from using the paper up. */
  async #ask({ blinded, key }: KeptPaper, badge: string): Promise<string> {
    const response = await this.#around
      .fetch(`${this.#address}/papers`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${this.#around.token}` },
        body: JSON.stringify({ badge, blinded, key }),
      })
      .catch(() => {
        throw new HttpRefusal('unreachable');
      });
    const said: { code?: string; signature?: string } = await response.json().catch(() => ({}));
    if (response.ok && said.signature !== undefined) return said.signature;
    throw new HttpRefusal(said.code ?? 'unreachable');
  }

  /** Signs and keeps a ballot above all that this device, in any tab, has cast in that round. */
  async #sign(
    paper: PaperView,
    { track, round, poll, choice }: Pick<KeptBallot, 'track' | 'round' | 'poll' | 'choice'>,
    above = 0,
  ): Promise<void> {
    const place = this.#place;
    const newest = place === undefined ? undefined : (this.#papers.now(place) ?? this.#paper);
    if (place === undefined || !newest) return;
    const before = newest.ballots.find((ballot) => keyOf(ballot) === keyOf({ track, round }));
    const says = { track, round, seq: Math.max(before?.seq ?? 0, above) + 1, choice };
    const signature = await (await signer()).sign(fromBase64url(newest.seed), ballotText(this.#texts(paper), says));
    await this.#keep(place, { ...says, poll, signature: toBase64url(signature) });
  }

  /** Keeps a ballot in place of the one before it in its round, unless another tab has cast a later one meanwhile. */
  async #keep(place: string, ballot: KeptBallot): Promise<void> {
    const newest = this.#papers.now(place) ?? this.#paper;
    if (!newest) return;
    const stands = newest.ballots.find((one) => keyOf(one) === keyOf(ballot));
    const others = newest.ballots.filter((one) => one !== stands);
    const next = { ...newest, ballots: [...others, stands && stands.seq > ballot.seq ? stands : ballot] };
    this.#paper = next;
    this.isKept = await this.#papers.keep(place, next);
  }

  /** What the server has not said to have, or said so in a history that was replaced since. */
  get #unsent(): readonly KeptBallot[] {
    const { polls, welcome } = this.#around.live;
    return (this.#paper?.ballots ?? []).filter(({ epoch, code, poll, round }) => {
      if (code) return false;
      if (epoch === undefined) return true;
      const there = polls.get(poll);
      return welcome !== undefined && epoch !== welcome.epoch && there?.phase === 'open' && there.round === round;
    });
  }

  async #send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      for (let steps = 0; this.#unsent.length > 0 && steps < mostSteps; steps += 1) {
        await this.#boundRest();
        const rest = this.restMs();
        if (rest > 0) {
          this.#again?.();
          this.#again = this.#around.later(() => this.follow(), rest);
          return;
        }
        const [ballot] = this.#unsent;
        if (ballot && !(await this.#sendOne(ballot))) return;
      }
    } finally {
      this.#isSending = false;
    }
  }

  /** The device's clock was set back since the paper came: no rest is longer than the longest one, and it begins anew. */
  async #boundRest(): Promise<void> {
    const latest = this.#around.now() + apartMs[1];
    const place = this.#place;
    const mine = this.#paper;
    if (place === undefined || !mine || (mine.notBefore ?? 0) <= latest) return;
    const newest = this.#papers.now(place) ?? mine;
    this.#paper = { ...newest, notBefore: Math.min(newest.notBefore ?? 0, latest) };
    this.isKept = await this.#papers.keep(place, this.#paper);
  }

  /** Sends a ballot; whether the next one may follow. */
  async #sendOne(ballot: KeptBallot): Promise<boolean> {
    const place = this.#place;
    const mine = this.#paper;
    if (place === undefined || !mine?.paper) return false;
    const { track, round, seq, choice, signature, poll } = ballot;
    try {
      const sent = { key: mine.own, paper: mine.paper, track, round, seq, choice, signature };
      await sendAsNobody(this.#around.fetch, this.listPath, sent);
      await this.#keep(place, { ...ballot, epoch: this.#around.live.welcome?.epoch ?? 0 });
      this.#remember(poll, round, seq, choice);
      return true;
    } catch (why) {
      if (!(why instanceof HttpRefusal)) throw why;
      return this.#notTaken(place, ballot, why.code);
    }
  }

  /** A later ballot of this key stands: this choice is the latest here, so it goes above that one. */
  async #notTaken(place: string, ballot: KeptBallot, code: string): Promise<boolean> {
    if (isPassing(code)) {
      this.#tryAgain();
      return false;
    }
    const paper = this.award?.paper;
    if (code === 'stale' && paper) await this.#sign(paper, ballot, ballot.seq);
    else await this.#keep(place, { ...ballot, code });
    return true;
  }

  /** What is told of this person's ballots elsewhere on the page is told of this one too. */
  #remember(poll: number, round: number, seq: number, choice: number | null): void {
    const badge = this.#around.badge.held?.code;
    const options = choice === null ? [] : [choice];
    this.#around.live.remember({ poll, round, seq, choice: { options }, badge });
  }
}

/** Nothing that this browser is given outlives the page. */
class Unkept extends Error {}

/** The server shows this device another key than everybody else. */
class WrongKey extends Error {}
