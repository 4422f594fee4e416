import type { Evidence, EvidenceView } from '$lib/protocol/generated/protocol';

/** The thing itself, without what is told of it. */
export function referenceOf(view: Evidence | EvidenceView): Evidence {
  switch (view.kind) {
    case 'question':
      return { kind: view.kind, question: view.question };
    case 'idea':
      return { kind: view.kind, session: view.session, idea: view.idea };
    case 'cluster':
      return { kind: view.kind, session: view.session, cluster: view.cluster };
    case 'table':
      return { kind: view.kind, session: view.session, table: view.table };
    case 'statement':
      return { kind: view.kind, session: view.session, statement: view.statement };
    case 'poll':
      return { kind: view.kind, poll: view.poll, round: view.round };
    case 'remark':
      return { kind: view.kind, session: view.session, stand: view.stand, remark: view.remark };
    case 'stand':
      return { kind: view.kind, session: view.session, stand: view.stand };
  }
}

/** What tells one thing from others. */
export function keyOf(thing: Evidence | EvidenceView): string {
  return JSON.stringify(referenceOf(thing));
}

/** Whether a thing is among others. */
export function rests(on: Evidence, all: readonly (Evidence | EvidenceView)[]): boolean {
  const key = keyOf(on);
  return all.some((one) => keyOf(one) === key);
}
