import type { OpinionPicture, StatementItem, StatementsHead } from '$lib/protocol/generated/protocol';

/** A published statement. */
export function statement(s: number, of: Partial<StatementItem> = {}): StatementItem {
  return { s, v: 1, text: `عبارة ${s}`, dir: 'rtl', status: 'published', step: 0, ...of };
}

/** How a session's statements are held: open, with as many of the organisers' as are told. */
export function head(of: Partial<StatementsHead> = {}): StatementsHead {
  return {
    session: 1,
    version: 2,
    stage: 'open',
    plan: { title: {}, submit: true, moderated: true, shown: true },
    received: 0,
    waiting: 0,
    published: 0,
    withdrawn: 0,
    dismissed: [0, 0, 0, 0, 0, 0],
    seeds: 0,
    ...of,
  };
}

/** What two groups say: the first statement unites them, the second divides them, the third is typical of the second group. */
export function picture(of: Partial<OpinionPicture> = {}): OpinionPicture {
  return {
    people: 20,
    votes: 60,
    groups: [
      {
        group: 0,
        people: 12,
        centre: [-1_000, 0],
        hull: [
          [-1_200, 0],
          [-800, 100],
          [-900, -100],
        ],
      },
      { group: 1, people: 8, centre: [1_000, 0], typical: [{ s: 3, side: 'disagree' }] },
    ],
    statements: [
      {
        s: 1,
        all: [18, 1, 1],
        groups: [
          [11, 0, 1],
          [7, 1, 0],
        ],
      },
      {
        s: 2,
        all: [12, 8, 0],
        groups: [
          [12, 0, 0],
          [0, 8, 0],
        ],
      },
    ],
    uniting: [{ s: 1, side: 'agree', strength: 700 }],
    dividing: [{ s: 2, agree: 0, disagree: 1, strength: 600 }],
    ...of,
  };
}

/** The same with two people more, who are a group of few: it has no place, and nothing is told of what they say. */
export function pictureWithFew(): OpinionPicture {
  const { people, votes, groups, statements, ...of } = picture();
  return {
    ...of,
    people: people + 2,
    votes: votes + 6,
    groups: [...groups, { group: 2, people: 2, few: true }],
    statements: statements.map((one) => ({ ...one, groups: [...one.groups, null] })),
  };
}

/** What is told of fewer than ten people. */
export function pictureOfFew(people: number): OpinionPicture {
  return { people, votes: people * 3, groups: [], statements: [], uniting: [], dividing: [] };
}
