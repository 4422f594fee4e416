import { keepsThings } from '$lib/net/storage';

/** What about a browser keeps people from staying who they are. */
export type BrowserTrouble = 'inside_app' | 'keeps_nothing';

/** Signs of browsers inside of apps, whose storage is apart from the browser's and often short-lived. */
const inside = /FBAN|FBAV|Instagram|Line\/|Twitter|Snapchat|TikTok|musical_ly|LinkedInApp|; wv\)/;

export function browserTrouble(agent: string, keeps: boolean = keepsThings()): BrowserTrouble | undefined {
  if (inside.test(agent)) return 'inside_app';
  return keeps ? undefined : 'keeps_nothing';
}
