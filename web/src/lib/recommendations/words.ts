import { language, m } from '$lib/i18n/language.svelte';
import { type Title, titleIn } from '$lib/i18n/title';
import type {
  Day,
  Evidence,
  EvidenceView,
  FollowUp,
  RecommendationItem,
  RecommendationStage,
  RecommendationVote,
} from '$lib/protocol/generated/protocol';

const stages: Record<RecommendationStage, () => string> = {
  draft: () => m.rec_stage_draft(),
  proposed: () => m.rec_stage_proposed(),
  published: () => m.rec_stage_published(),
  unpublished: () => m.rec_stage_unpublished(),
  withdrawn: () => m.rec_stage_withdrawn(),
  merged: () => m.rec_stage_merged(),
};

const kinds: Record<Evidence['kind'], () => string> = {
  question: () => m.rec_kind_question(),
  idea: () => m.rec_kind_idea(),
  cluster: () => m.rec_kind_cluster(),
  table: () => m.rec_kind_table(),
  statement: () => m.rec_kind_statement(),
  poll: () => m.rec_kind_poll(),
  remark: () => m.rec_kind_remark(),
  stand: () => m.rec_kind_stand(),
};

const followUps: Record<FollowUp, () => string> = {
  planned: () => m.rec_planned(),
  under_way: () => m.rec_under_way(),
  done: () => m.rec_done(),
  not_pursued: () => m.rec_not_pursued(),
};

const votes: Record<RecommendationVote, () => string> = {
  agree: () => m.rec_agree(),
  disagree: () => m.rec_disagree(),
  abstain: () => m.rec_abstain(),
};

export const stageText = (stage: RecommendationStage): string => stages[stage]();
export const kindText = (kind: Evidence['kind']): string => kinds[kind]();
export const followUpText = (status: FollowUp): string => followUps[status]();
export const voteText = (vote: RecommendationVote): string => votes[vote]();

/** What a recommendation is called; of one whose words were erased, that they were. */
export function titleOf({ title }: Pick<RecommendationItem, 'title'>): string {
  return title || m.rec_erased();
}

/** Whether a text of an organiser says anything. */
export function isSaid(title: Title | undefined): title is Title {
  return Boolean(title?.ar || title?.en);
}

/** A day as people write it. It is the same day in every zone, so it is told by its noon in the forum's. */
export function dayText(day: Day): string {
  return language.formats.date(Date.parse(`${day}T09:00:00Z`));
}

/** What can be counted of a piece of evidence, in words; what is not told is not said. */
export function countsOf({ kind, n, ideas, comments, votes: said }: EvidenceView): string[] {
  const { figure } = language.formats;
  const counted: Record<Evidence['kind'], (n: string) => string> = {
    question: (n) => m.rec_supports({ n }),
    idea: (n) => m.rec_dots({ n }),
    cluster: (n) => m.rec_dots({ n }),
    table: (n) => m.rec_voters({ n }),
    statement: (n) => m.rec_voters({ n }),
    poll: (n) => m.rec_voters({ n }),
    remark: (n) => m.rec_visitors_least({ n }),
    stand: (n) => m.rec_visitors_least({ n }),
  };
  const [agree = 0, disagree = 0, pass = 0] = said ?? [];
  return [
    ...(ideas === undefined ? [] : [m.rec_ideas_n({ n: figure(ideas) })]),
    ...(n === undefined ? [] : [counted[kind](figure(n))]),
    ...(comments === undefined ? [] : [m.rec_comments_n({ n: figure(comments) })]),
    ...(said
      ? [
          m.rec_agree_n({ n: figure(agree) }),
          m.rec_disagree_n({ n: figure(disagree) }),
          m.rec_pass_n({ n: figure(pass) }),
        ]
      : []),
  ];
}

/** What marks come to; nothing while there are so few that each of them would be told. */
export function meansText(marks: RecommendationItem['marks']): string | undefined {
  const { decimal } = language.formats;
  if (marks?.impact === undefined || marks.feasibility === undefined) return undefined;
  return m.rec_mark_of({ impact: decimal(marks.impact / 100), feasibility: decimal(marks.feasibility / 100) });
}

/** What a piece of evidence says, and what it is called. */
export function quoteOf({ text, heading, title }: EvidenceView): { quote: string; name: string } {
  const name = title ? titleIn(title, language.locale).text : '';
  const said = [heading, text].filter((part) => part).join('\n');
  return said === '' ? { quote: name, name: '' } : { quote: said, name };
}
