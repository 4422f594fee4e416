import { language, m } from '$lib/i18n/language.svelte';
import { titleIn } from '$lib/i18n/title';
import type { PollView, Role, Title } from '$lib/protocol/generated/protocol';
import type { Table } from './export-file';
import type { Part } from './organiser-page.svelte';

const roles: Record<Role, () => string> = {
  moderator: () => m.organise_role_moderator(),
  presenter: () => m.organise_role_presenter(),
  screen: () => m.organise_role_screen(),
  organiser: () => m.organise_role_organiser(),
  participant: () => m.organise_role_participant(),
  juror: () => m.organise_role_juror(),
  facilitator: () => m.organise_role_facilitator(),
  rapporteur: () => m.organise_role_rapporteur(),
  team: () => m.organise_role_team(),
  usher: () => m.organise_role_usher(),
  kiosk: () => m.organise_role_kiosk(),
};

const parts: Record<Part, () => string> = {
  agenda: () => m.organise_agenda(),
  show: () => m.organise_part_show(),
  ready: () => m.organise_part_ready(),
  codes: () => m.organise_codes(),
  links: () => m.organise_part_links(),
  badges: () => m.badges_part(),
  polls: () => m.organise_part_polls(),
  award: () => m.organise_part_award(),
  stands: () => m.stand_part(),
  look: () => m.organise_part_look(),
  rules: () => m.organise_part_rules(),
  print: () => m.organise_part_print(),
  record: () => m.organise_part_record(),
  exports: () => m.organise_part_exports(),
  end: () => m.organise_part_end(),
};

const tables: Record<Table, () => string> = {
  sessions: () => m.organise_table_sessions(),
  questions: () => m.organise_table_questions(),
  polls: () => m.organise_table_polls(),
  poll_groups: () => m.organise_table_poll_groups(),
  poll_shifts: () => m.organise_table_poll_shifts(),
  feedback: () => m.organise_table_feedback(),
  ledger: () => m.organise_table_ledger(),
  awards: () => m.organise_table_awards(),
  statements: () => m.tab_statements(),
  ideas: () => m.idea_table_ideas(),
  groups: () => m.organise_table_groups(),
  tables: () => m.idea_results(),
  stands: () => m.organise_table_stands(),
  stand_questions: () => m.organise_table_stand_questions(),
  speakers: () => m.organise_table_speakers(),
  recommendations: () => m.scene_recommendations(),
  cues: () => m.organise_table_cues(),
};

const phases: Record<PollView['phase'], () => string> = {
  draft: () => m.organise_poll_draft(),
  open: () => m.organise_poll_open(),
  closed: () => m.organise_poll_closed(),
};

export function roleText(role: Role): string {
  return roles[role]();
}

/** A role link by what tells it from others; without a hall it is of the whole forum. */
interface NamedLink {
  name: string;
  role: Role;
  hall?: Title | undefined;
}

/** What a link's name does not say in the reader's language: its role, its hall. The usual names say both, in one language. */
export function besideName({ name, role, hall }: NamedLink): string[] {
  const where = titleIn(hall ?? {}, language.locale).text;
  return [name.startsWith(roleText(role)) ? '' : roleText(role), name.endsWith(where) ? '' : where].filter(
    (text) => text !== '',
  );
}

export function partText(part: Part): string {
  return parts[part]();
}

export function tableText(table: Table): string {
  return tables[table]();
}

export function phaseText(phase: PollView['phase']): string {
  return phases[phase]();
}
