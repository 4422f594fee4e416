/** What is refused because of a badge: another code, or none, may mend it. */
const aboutBadge: readonly string[] = [
  'badge_needed',
  'unknown_badge',
  'badge_ended',
  'badge_nameless',
  'not_your_group',
];

/** Whether a ballot was refused because of the badge that it was cast for. */
export function isAboutBadge(code: string | undefined): boolean {
  return code !== undefined && aboutBadge.includes(code);
}
