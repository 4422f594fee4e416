import { chooseLocale, type Locale } from './locale';
import { readSetting } from './settings';

/** The language that is wished for here: by the address, the person, the forum (none before it is known), the browser. */
export function wishedLocale(forum: readonly string[], browser = navigator.languages): Locale {
  return chooseLocale({
    address: new URLSearchParams(location.search).get('lang'),
    stored: readSetting('language'),
    forum,
    browser,
  });
}
