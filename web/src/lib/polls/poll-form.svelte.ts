import type { Title } from '$lib/i18n/title';
import { bounds } from '$lib/protocol/generated/bounds';
import type { PollDraft, PollKind, PollNo, PollView, RankingMethod } from '$lib/protocol/generated/protocol';
import { fitsPair, takesGroups } from './further/pairs';
import { hasOptions, type Kind } from './kinds';

/** What keeps a poll from being prepared. The server checks the rest, and everything again. */
export type Fault = 'title' | 'options' | 'range' | 'voters' | 'labels' | 'pair';

/** Who votes: everyone, every badge, or the badges of some groups. */
export type Voters = 'all' | 'badges' | 'groups';

/** An option in the making; the key stays with it while it moves. */
export interface FormOption {
  key: number;
  title: Title;
}

/** A poll in the making, field by field. */
export class PollForm {
  kind = $state<Kind>('single');
  title = $state<Title>({});
  options = $state<FormOption[]>([]);
  /** Fewest and most options of a ballot, where several may be chosen. */
  min = $state(1);
  max = $state(2);
  /** The best rating. */
  stars = $state(5);
  /** Most words of a person in a cloud. */
  words = $state(3);
  /** The place of a quiz's right option. */
  right = $state(0);
  /** How a ranking is counted. */
  method = $state<RankingMethod>('borda');
  /** How many steps a grid has. */
  steps = $state(5);
  /** Whether every step of it has a name; else its ends. */
  namesAll = $state(false);
  /** The names of its steps, whether or not they are asked for. */
  labels = $state<Title[]>(Array.from({ length: bounds.mostSteps }, () => ({})));
  changeable = $state(true);
  hidden = $state(true);
  secret = $state(false);
  voters = $state<Voters>('all');
  /** The places of the groups whose badges vote. */
  groups = $state<readonly number[]>([]);
  /** Whether results are shown by group of badges. */
  byGroup = $state(false);
  /** The poll that this one asks again. */
  #after = $state<PollNo>();
  /** How long it is open, in seconds; 0 is until closed by hand. */
  seconds = $state(0);
  #keys = 0;

  /** A new one, or one that begins as another one is; `earlier` are the polls that it may ask again. */
  constructor(
    from?: PollDraft,
    readonly earlier: readonly PollView[] = [],
  ) {
    if (from) this.#fill(from);
    while (this.options.length < bounds.fewestOptions) this.addOption();
  }

  /** Badges vote in polls of options and stars. */
  get takesBadges(): boolean {
    return this.kind !== 'cloud' && this.kind !== 'open';
  }

  /** Whether its results may be shown by group: of badges that vote openly on options of which each chooses one, or stars. */
  get takesGroups(): boolean {
    return this.voters !== 'all' && this.after === undefined && takesGroups(this.kind, this.secret);
  }

  get after(): PollNo | undefined {
    return this.#after;
  }

  /** Has it ask a poll again: with the answers and voters of that. */
  askAgain(after: PollNo | undefined): void {
    this.#after = after;
    const earlier = this.asked;
    if (!earlier) return;
    const { title, answer, options, settings } = draftOf(earlier);
    if (!isGiven(this.title)) this.title = { ...title };
    this.kind = answer.kind;
    this.options = [];
    for (const option of options) this.addOption(option);
    while (this.options.length < bounds.fewestOptions) this.addOption();
    if (answer.kind === 'rating') this.stars = answer.max;
    this.secret = false;
    this.#admitAs(settings);
  }

  /** Whether it asks for what an earlier poll does, of the same people: then nothing of that is chosen here. */
  get isPaired(): boolean {
    return this.asked !== undefined && fitsPair(this.draft, draftOf(this.asked));
  }

  /** The poll that it asks again, as long as that is there and may be asked again. */
  get asked(): PollView | undefined {
    return this.earlier.find(({ poll }) => poll === this.#after);
  }

  /** How many voted in the poll that it is to ask again before anybody was told so. */
  get untold(): number {
    return this.asked?.asked_again === undefined ? (this.asked?.tally.v ?? 0) : 0;
  }

  /** The places of the steps that are to be named. */
  get namedSteps(): readonly number[] {
    const all = Array.from({ length: this.steps }, (_, at) => at);
    return this.namesAll ? all : all.filter((at) => at === 0 || at === this.steps - 1);
  }

  /** Has a group vote, or not. */
  admit(group: number, on: boolean): void {
    const others = this.groups.filter((other) => other !== group);
    this.groups = on ? [...others, group].sort((one, other) => one - other) : others;
  }

  get takesOptions(): boolean {
    return hasOptions(this.kind);
  }

  addOption(title: Title = {}): void {
    if (this.options.length >= bounds.mostOptions) return;
    this.#keys += 1;
    this.options.push({ key: this.#keys, title: { ...title } });
  }

  removeOption(at: number): void {
    this.options.splice(at, 1);
    if (this.right > at || this.right >= this.options.length) this.right = Math.max(0, this.right - 1);
  }

  /** Moves an option one place on, or back with -1; the right answer moves with it. */
  moveOption(at: number, by: 1 | -1): void {
    const to = at + by;
    const [one, other] = [this.options[at], this.options[to]];
    if (!one || !other) return;
    [this.options[at], this.options[to]] = [other, one];
    if (this.right === at) this.right = to;
    else if (this.right === to) this.right = at;
  }

  get faults(): Fault[] {
    const faults: Fault[] = [];
    if (!isGiven(this.title)) faults.push('title');
    if (this.takesOptions && this.#given().length < bounds.fewestOptions) faults.push('options');
    const isRange = 1 <= this.min && this.min <= this.max && this.max <= this.#given().length;
    if (this.kind === 'multiple' && !isRange) faults.push('range');
    const isNamed = this.namedSteps.every((at) => isGiven(this.labels[at] ?? {}));
    if (this.kind === 'likert' && !isNamed) faults.push('labels');
    if (this.#voters?.length === 0 && this.voters === 'groups') faults.push('voters');
    if (this.after !== undefined && !this.isPaired) faults.push('pair');
    return faults;
  }

  /** The poll as the server takes it. Options left empty are left out. */
  get draft(): PollDraft {
    return {
      title: tidy(this.title),
      answer: this.#answer(),
      options: this.takesOptions ? this.#given().map(({ title }) => tidy(title)) : [],
      ...(this.kind === 'likert' ? { labels: this.namedSteps.map((at) => tidy(this.labels[at] ?? {})) } : {}),
      settings: {
        changeable: this.changeable,
        hidden: this.hidden,
        secret: this.secret,
        ...(this.seconds > 0 ? { time: this.seconds * 1_000 } : {}),
        ...(this.#voters ? { voters: this.#voters } : {}),
        ...(this.byGroup && this.takesGroups ? { by_group: true } : {}),
        ...(this.after === undefined ? {} : { after: this.after }),
      },
    };
  }

  get #voters(): number[] | undefined {
    if (this.voters === 'all' || !this.takesBadges) return undefined;
    return this.voters === 'badges' ? [] : [...this.groups];
  }

  #given(): FormOption[] {
    return this.options.filter(({ title }) => isGiven(title));
  }

  #answer(): PollKind {
    switch (this.kind) {
      case 'multiple':
        return { kind: 'multiple', min: this.min, max: this.max };
      case 'rating':
        return { kind: 'rating', max: this.stars };
      case 'cloud':
        return { kind: 'cloud', words: this.words };
      case 'quiz':
        return { kind: 'quiz', answer: this.#rightAmongGiven() };
      case 'ranking':
        return this.method === 'borda' ? { kind: 'ranking' } : { kind: 'ranking', method: this.method };
      case 'likert':
        return { kind: 'likert', steps: this.steps };
      default:
        return { kind: this.kind };
    }
  }

  #rightAmongGiven(): number {
    const right = this.options[this.right];
    return Math.max(
      0,
      this.#given().findIndex(({ key }) => key === right?.key),
    );
  }

  #admitAs({ voters }: PollDraft['settings']): void {
    this.voters = 'all';
    if (voters) this.voters = voters.length > 0 ? 'groups' : 'badges';
    this.groups = voters ?? [];
  }

  #fillSteps(steps: number, labels: readonly Title[]): void {
    this.steps = steps;
    this.namesAll = steps > 2 && labels.length === steps;
    for (const [at, step] of this.namedSteps.entries()) this.labels[step] = { ...labels[at] };
  }

  #fill({ title, answer, options, settings, labels = [] }: PollDraft): void {
    this.title = { ...title };
    this.kind = answer.kind;
    for (const option of options) this.addOption(option);
    if (answer.kind === 'multiple') [this.min, this.max] = [answer.min, answer.max];
    if (answer.kind === 'rating') this.stars = answer.max;
    if (answer.kind === 'cloud') this.words = answer.words;
    if (answer.kind === 'quiz') this.right = answer.answer;
    if (answer.kind === 'ranking') this.method = answer.method ?? 'borda';
    if (answer.kind === 'likert') this.#fillSteps(answer.steps, labels);
    this.changeable = settings.changeable;
    this.hidden = settings.hidden;
    this.secret = settings.secret;
    this.#admitAs(settings);
    this.byGroup = settings.by_group === true;
    this.#after = settings.after;
    this.seconds = Math.round((settings.time ?? 0) / 1_000);
  }
}

const isGiven = ({ ar = '', en = '' }: Title) => `${ar}${en}`.trim() !== '';

/** The languages that something was written in. */
function tidy({ ar = '', en = '' }: Title): Title {
  return { ...(ar.trim() ? { ar: ar.trim() } : {}), ...(en.trim() ? { en: en.trim() } : {}) };
}

/** The same as the beginning of another poll, which asks nothing again. */
export function copyOf({ settings: { after: _, ...settings }, ...draft }: PollDraft): PollDraft {
  return { ...draft, settings };
}

/** A poll as it was prepared, from what a desk sees of it. */
export function draftOf({ title, answer, options, settings, labels, right = 0 }: PollView): PollDraft {
  const kind: PollKind = answer.kind === 'quiz' ? { kind: 'quiz', answer: right } : answer;
  const own = hasOptions(answer.kind) ? options : [];
  return { title, answer: kind, options: own, ...(labels ? { labels } : {}), settings };
}
