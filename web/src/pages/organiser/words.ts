import { m } from '$lib/i18n/language.svelte';
import type { PollView, Role } from '$lib/protocol/generated/protocol';
import type { Table } from './export-file';
import type { Part } from './organiser-page.svelte';

const roles: Record<Role, () => string> = {
  moderator: () => m.organise_role_moderator(),
  presenter: () => m.organise_role_presenter(),
  screen: () => m.organise_role_screen(),
  organiser: () => m.organise_role_organiser(),
  participant: () => m.organise_role_participant(),
};

const parts: Record<Part, () => string> = {
  agenda: () => m.organise_agenda(),
  codes: () => m.organise_codes(),
  links: () => m.organise_part_links(),
  polls: () => m.organise_part_polls(),
  look: () => m.organise_part_look(),
  print: () => m.organise_part_print(),
  exports: () => m.organise_part_exports(),
  end: () => m.organise_part_end(),
};

const tables: Record<Table, () => string> = {
  sessions: () => m.organise_table_sessions(),
  questions: () => m.organise_table_questions(),
  polls: () => m.organise_table_polls(),
  feedback: () => m.organise_table_feedback(),
  ledger: () => m.organise_table_ledger(),
};

const phases: Record<PollView['phase'], () => string> = {
  draft: () => m.organise_poll_draft(),
  open: () => m.organise_poll_open(),
  closed: () => m.organise_poll_closed(),
};

export function roleText(role: Role): string {
  return roles[role]();
}

/** Whether a link's name says its role already, as the usual names do. */
export function saysRole({ name, role }: { name: string; role: Role }): boolean {
  return name.startsWith(roleText(role));
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
