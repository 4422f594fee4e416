import { m } from '$lib/i18n/language.svelte';
import type { Numbered } from './rules-desk.svelte';

interface Words {
  /** What the rule is. */
  readonly label: string;
  /** What it does, in one sentence. */
  readonly help: string;
}

const words: Record<Numbered, () => Words> = {
  early_questions: () => ({ label: m.organise_rule_early(), help: m.organise_rule_early_help() }),
  waiting_per_person: () => ({ label: m.organise_rule_waiting(), help: m.organise_rule_waiting_help() }),
  between_questions: () => ({ label: m.organise_rule_between(), help: m.organise_rule_between_help() }),
  questions_per_session: () => ({ label: m.organise_rule_per_session(), help: m.organise_rule_per_session_help() }),
  supports_per_person: () => ({ label: m.organise_rule_supports(), help: m.organise_rule_supports_help() }),
  name_length: () => ({ label: m.organise_rule_name_length(), help: m.organise_rule_length_help() }),
  question_length: () => ({ label: m.organise_rule_question_length(), help: m.organise_rule_length_help() }),
  comment_length: () => ({ label: m.organise_rule_comment_length(), help: m.organise_rule_length_help() }),
  option_length: () => ({ label: m.organise_rule_option_length(), help: m.organise_rule_length_help() }),
  words_kept_days: () => ({ label: m.organise_rule_days(), help: m.organise_rule_days_help() }),
};

/** What a rule that is a number is called, and what it does. */
export function ruleWords(rule: Numbered): Words {
  return words[rule]();
}
