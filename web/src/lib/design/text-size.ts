import { readSetting, writeSetting } from '$lib/i18n/settings';

/** How large letters are; the sizes stand in `text-size.css`. */
export const textSizes = ['usual', 'large', 'largest'] as const;
export type TextSize = (typeof textSizes)[number];

/** The size that was chosen on this device. */
export function textSize(): TextSize {
  const chosen = readSetting('textSize');
  return textSizes.find((size) => size === chosen) ?? 'usual';
}

/** Shows all texts in the size that was chosen on this device. */
export function showTextSize(): void {
  document.documentElement.dataset.text = textSize();
}

/** A person chose a size: show it, and remember it on this device. */
export function chooseTextSize(size: TextSize): void {
  writeSetting('textSize', size);
  showTextSize();
}
