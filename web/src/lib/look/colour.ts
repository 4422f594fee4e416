/** A colour of OKLCH as light of red, green and blue (Björn Ottosson, https://bottosson.github.io/posts/oklab/). */
function light(lightness: number, chroma: number, hue: number): number[] {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/**
 * A colour of OKLCH as `#rrggbb`, which every browser knows: lightness from 0 to 1, hue in degrees. Where a screen of sRGB
 * cannot show so much chroma, it is taken back until it can; lightness and hue stay.
 */
export function hex(lightness: number, chroma: number, hue: number): string {
  const channels = light(lightness, chroma, hue);
  if (channels.some((channel) => channel < -1e-4 || channel > 1.0001)) return hex(lightness, chroma * 0.98, hue);
  const written = channels.map((channel) => {
    const value = channel > 0.0031308 ? 1.055 * channel ** (1 / 2.4) - 0.055 : 12.92 * channel;
    const byte = Math.round(255 * Math.min(1, Math.max(0, value)));
    return byte.toString(16).padStart(2, '0');
  });
  return `#${written.join('')}`;
}
