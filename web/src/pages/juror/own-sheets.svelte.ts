import type { AwardCommand, OwnSheet } from '$lib/protocol/generated/protocol';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';
import type { Case } from './drafts';

type Act = Extract<AwardCommand, { act: 'score' | 'recuse' }>;

/** What was given of a nominee, as the device knows it. */
export interface Given extends OwnSheet {
  /** It is on its way, or waits for a connection. */
  readonly waits: boolean;
}

/** An act that the server acknowledged: from that revision on the own part holds it. */
interface Settled {
  readonly act: Act;
  readonly rev: number;
}

/** What of a connection tells of own sheets. */
type Told = Pick<Live, 'mine' | 'mineRev' | 'outbox' | 'session' | 'welcome'>;

/** The juror's own sheets: what the server has, and over it what this device gave since. */
export class OwnSheets {
  readonly #live: Told;
  #settled = $state.raw<{ epoch: number | undefined; all: readonly Settled[] }>({ epoch: undefined, all: [] });

  constructor(live: Told) {
    this.#live = live;
  }

  /** What stands for a nominee. */
  of(of: Case): Given {
    const { mine, mineRev, outbox } = this.#live;
    const told = mine.sheets?.find((sheet) => isOf(sheet, of)) ?? { ...of, marks: [] };
    const settled = this.#now.filter(({ rev }) => rev > mineRev).map(({ act }) => act);
    const waiting = outbox.flatMap(({ command }) => actIn(command) ?? []).filter((act) => this.#isHere(act, of));
    const acts = [...settled.filter((act) => this.#isHere(act, of)), ...waiting];
    return { ...acts.reduce(after, told), waits: waiting.length > 0 };
  }

  /** An act was decided: it counts until the own part has it. */
  decided({ command }: Kept, outcome: Outcome): void {
    const act = actIn(command);
    if (!act || !outcome.done) return;
    const still = this.#now.filter(({ rev }) => rev > this.#live.mineRev);
    this.#settled = { epoch: this.#live.welcome?.epoch, all: [...still, { act, rev: outcome.rev }] };
  }

  get #now(): readonly Settled[] {
    const { epoch, all } = this.#settled;
    return epoch === this.#live.welcome?.epoch ? all : [];
  }

  #isHere(act: Act, of: Case): boolean {
    return act.session === this.#live.session?.session && isOf(act, of);
  }
}

function actIn(command: Kept['command']): Act | undefined {
  if (command.do !== 'award') return undefined;
  return command.act === 'score' || command.act === 'recuse' ? command : undefined;
}

function isOf(one: Case, other: Case): boolean {
  return one.track === other.track && one.nominee === other.nominee;
}

/** A sheet after one more act; what an organiser said of it stays. */
function after(sheet: OwnSheet, act: Act): OwnSheet {
  if (act.act === 'score') return { ...sheet, marks: act.marks };
  return { ...sheet, recused: act.on || sheet.by_organiser === true };
}
