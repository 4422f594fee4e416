import { m } from '$lib/i18n/language.svelte';
import type { OpinionPicture, OpinionSide, StatementItem, StatementShares } from '$lib/protocol/generated/protocol';
import { letterOf } from './groups';

/** How many agree, disagree and pass. */
export type Said = StatementShares['all'];

/** What a group said of a statement; nothing where it is of few, and so not told. */
export interface GroupSaid {
  readonly group: number;
  readonly said: Said | undefined;
}

/** A statement that a picture names, with what was said of it. */
export interface ToldStatement {
  readonly item: StatementItem;
  /** Why it is named, in a sentence. */
  readonly why: string;
  readonly all: Said | undefined;
  readonly groups: readonly GroupSaid[];
}

/** A picture in words, statement by statement. */
export interface ToldPicture {
  readonly uniting: readonly ToldStatement[];
  readonly dividing: readonly ToldStatement[];
  readonly typical: readonly { readonly group: number; readonly statements: readonly ToldStatement[] }[];
}

/** A statement by its number, as far as it is known. */
export type Texts = (statement: number) => StatementItem | undefined;

/** Of fewer people than this the server tells how many they are, and nothing else. */
const fewest = 10;

/** How many people voted, where they are too few for anything else to be told. */
export function tooFewOf(picture: OpinionPicture | undefined): number | undefined {
  return picture && picture.people < fewest ? picture.people : undefined;
}

/** How many people are in no group: they have voted too little for one. */
export function ungroupedOf({ people, groups }: OpinionPicture): number {
  return Math.max(0, people - groups.reduce((sum, group) => sum + group.people, 0));
}

/** What a picture says. Statements whose words are not known, or were erased, are left out. */
export function toldPicture(picture: OpinionPicture, texts: Texts): ToldPicture {
  const told = (s: number, why: string): ToldStatement[] => {
    const item = texts(s);
    return item?.text ? [{ item, why, ...saidOf(picture, s) }] : [];
  };
  return {
    uniting: picture.uniting.flatMap(({ s, side }) =>
      told(s, side === 'agree' ? m.op_all_agree() : m.op_all_disagree()),
    ),
    dividing: picture.dividing.flatMap(({ s, agree, disagree }) =>
      told(s, m.op_sides({ agree: letterOf(agree), disagree: letterOf(disagree) })),
    ),
    typical: picture.groups.map(({ group, typical = [] }) => ({
      group,
      statements: typical.flatMap(({ s, side }) => told(s, sideText(side))),
    })),
  };
}

/** Which side a group takes, in a word. */
function sideText(side: OpinionSide): string {
  return side === 'agree' ? m.op_they_agree() : m.op_they_disagree();
}

function saidOf({ statements, groups }: OpinionPicture, s: number): { all: Said | undefined; groups: GroupSaid[] } {
  const shares = statements.find((one) => one.s === s);
  return {
    all: shares?.all,
    groups: groups.map(({ group }, place) => ({ group, said: shares?.groups[place] ?? undefined })),
  };
}

/** The shares of those who agree and who disagree, of all who said anything of a statement. */
export function sharesOf([agree, disagree, pass]: Said): { agree: number; disagree: number } {
  const all = agree + disagree + pass;
  return all === 0 ? { agree: 0, disagree: 0 } : { agree: agree / all, disagree: disagree / all };
}
