/** Copies a text. False where there is no clipboard, as on a plain http address, or an app forbids it: then it is to be shown. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
