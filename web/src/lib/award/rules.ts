import { language, m } from '$lib/i18n/language.svelte';
import { titleIn } from '$lib/i18n/title';
import type { AwardPlan, Criterion, Tie } from '$lib/protocol/generated/protocol';

const ties: Record<Tie, () => string> = {
  criterion: () => m.award_tie_criterion(),
  people: () => m.award_tie_people(),
  firsts: () => m.award_tie_firsts(),
  lot: () => m.award_tie_lot(),
};

/** What decides between equals, in words. */
export function tieText(tie: Tie): string {
  return ties[tie]();
}

/** How much of the whole a criterion counts, from 0 to 1. */
export function shareOf({ weight }: Criterion, criteria: readonly Criterion[]): number {
  const all = criteria.reduce((sum, criterion) => sum + criterion.weight, 0);
  return all === 0 ? 0 : weight / all;
}

/** How the award is decided, a sentence for each rule. */
export function rulesOf(plan: AwardPlan): string[] {
  const { figure } = language.formats;
  return [
    ...(plan.criteria.length > 0 ? [criteriaText(plan)] : []),
    m.award_rule_scale({ least: figure(0), most: figure(plan.scale) }),
    plan.normalise === 'by_juror' ? m.award_rule_by_juror() : m.award_rule_as_given(),
    m.award_rule_quorum({ n: figure(plan.quorum_jury) }),
    ...peopleText(plan),
    tiesText(plan),
  ];
}

function criteriaText({ criteria }: AwardPlan): string {
  const { list, percent } = language.formats;
  const weighed = criteria.map(
    (criterion) => `${titleIn(criterion.title, language.locale).text} ${percent(shareOf(criterion, criteria))}`,
  );
  return m.award_rule_criteria({ list: list(weighed) });
}

function peopleText({ people }: AwardPlan): string[] {
  if (!people) return [];
  const { figure, percent } = language.formats;
  const how =
    people.weight === 0 ? m.award_rule_own_prize() : m.award_rule_people({ share: percent(people.weight / 100) });
  return [how, m.award_rule_people_quorum({ n: figure(people.quorum) })];
}

function tiesText({ ties }: AwardPlan): string {
  if (ties.length === 0) return m.award_rule_shared();
  return m.award_rule_ties({ list: language.formats.list(ties.map(tieText)) });
}
