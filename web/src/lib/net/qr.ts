import { askText } from './http';

/**
 * The QR picture of a text, as the address of an image. The text goes in the body of a request: an address would be
 * remembered on the way. Throws an `HttpRefusal`.
 */
export async function qrPicture(text: string): Promise<string> {
  const svg = await askText('/v1/qr', { method: 'POST', body: { text } });
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
