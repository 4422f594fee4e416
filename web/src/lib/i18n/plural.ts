const rules = new Map<string, Intl.PluralRules>();

/**
 * The plural form that a language counts so many in. The compiled messages count with this: what their compiler brings
 * makes the rules anew for each count, which is much of what a long list costs.
 */
export function plural(locale: string, count: unknown): Intl.LDMLPluralRule {
  const known = rules.get(locale) ?? new Intl.PluralRules(locale);
  rules.set(locale, known);
  return known.select(Number(count));
}
