/** What stands in a piece: what is usual, and what would break one that does not expect it. */
export const texts = {
  arabic: 'طرح سؤال',
  english: 'Ask a question',
  german: 'Donaudampfschifffahrtsgesellschaftskapitän',
  longest:
    'تتكرر في الأحياء مبادرات متشابهة لا يعرف بعضها عن بعض، فتضيع الجهود ويملّ المتطوعون، فهل تنوي الأمانة إنشاء منصة واحدة تُسجَّل فيها كل مبادرة ومكانها وما تحتاج إليه، وتُعلن فيها نتائج كل مبادرة بعد انتهائها، حتى يتعلّم اللاحق من السابق ولا يبدأ كل فريق من الصفر كل عام؟ ومن سيديرها؟',
  mixed: 'هل تدعم Polis 2.0 (beta) قرار «الأمانة» رقم 15/3؟ Yes/لا',
  unbroken: 'W'.repeat(120),
  families: '👨‍👩‍👧‍👦'.repeat(12),
} as const;

/** The same, by what each is. */
export const everyText = Object.entries(texts);

/** The states that differ by their text alone. */
export function byText<Props>(propsOf: (text: string) => Props): Record<string, Props> {
  return Object.fromEntries(everyText.map(([name, text]) => [name, propsOf(text)]));
}
