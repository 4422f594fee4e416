/** What a hand or the keyboard does to a piece, as the gallery shows it without either. */
export const forcedStates = ['hover', 'pressed', 'focused'] as const;
export type Forced = (typeof forcedStates)[number];

/** Under which of the states a pseudo-class holds: what is pressed lies under the pointer. */
const holdsUnder: Record<string, readonly Forced[]> = {
  ':hover': ['hover', 'pressed'],
  ':active': ['pressed'],
  ':focus': ['focused'],
  ':focus-visible': ['focused'],
  ':focus-within': ['focused'],
};

const pseudoClass = /:(?:hover|active|focus-visible|focus-within|focus)(?![\w-])/g;

/** A selector that also fits what is in `data-forced`, with the weight that it has. */
export function forcedSelector(selector: string): string {
  return selector.replace(pseudoClass, (found) => {
    const states = holdsUnder[found] ?? [];
    return `:is(${found}, ${states.map((state) => `[data-forced="${state}"] *`).join(', ')})`;
  });
}

function forceRules(rules: CSSRuleList): void {
  for (const rule of rules) {
    if (rule instanceof CSSStyleRule) {
      const forced = forcedSelector(rule.selectorText);
      if (forced !== rule.selectorText) rule.selectorText = forced;
    }
    if ('cssRules' in rule) forceRules(rule.cssRules as CSSRuleList);
  }
}

/**
 * Has every style of the page hold under `data-forced` as it does under a hand, so that the pieces themselves know of
 * no such thing. Called when all styles are loaded.
 */
export function forceStates(): void {
  for (const sheet of document.styleSheets) forceRules(sheet.cssRules);
}
