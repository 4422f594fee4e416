import { channels } from '$lib/look/contrast';

/** The lightness contrast of light text on a dark ground (APCA 0.1.9, in its reverse polarity), as a positive number. */
export function lightOnDark(text: string, ground: string): number {
  const contrast = (screenLuminance(ground) ** 0.65 - screenLuminance(text) ** 0.62) * 1.14;
  return contrast > -0.1 ? 0 : -(contrast + 0.027) * 100;
}

function screenLuminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = channels(hex).map((value) => value ** 2.4);
  const y = 0.2126729 * r + 0.7151522 * g + 0.072175 * b;
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: so the algorithm says it
  return y < 0.022 ? y + (0.022 - y) ** 1.414 : y;
}
