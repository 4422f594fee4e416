import type { Role } from '$lib/protocol/generated/protocol';

const paths: Record<Role, string> = {
  participant: '/',
  presenter: '/stage',
  moderator: '/desk',
  organiser: '/organise',
  screen: '/screen',
  juror: '/jury',
  facilitator: '/table',
  rapporteur: '/rapporteur',
  team: '/stand',
  usher: '/usher',
  kiosk: '/kiosk',
};

/** Where a role link leads. The token stands behind the #, which no server is sent. */
export function addressOf(role: Role, token: string): string {
  return `${location.origin}${paths[role]}#${token}`;
}
