import { deviceStorage } from '$lib/net/storage';

/** The choices a person makes on this device. Storage may be forbidden; then a choice lasts as long as the page. */
const keys = {
  language: 'majlis.language',
  digits: 'majlis.digits',
  textSize: 'majlis.text-size',
  deskKeys: 'majlis.desk-keys',
} as const;

export type Setting = keyof typeof keys;

export function readSetting(setting: Setting): string | null {
  try {
    return deviceStorage().getItem(keys[setting]);
  } catch {
    return null;
  }
}

export function writeSetting(setting: Setting, value: string): void {
  try {
    deviceStorage().setItem(keys[setting], value);
  } catch {
    // Full, or refused since the page began; the page in hand still has the choice.
  }
}
