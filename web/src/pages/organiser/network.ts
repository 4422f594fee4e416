import type { Wifi } from '$lib/protocol/generated/protocol';

/** A network as a form has it: an empty password is an open network. */
export interface Network {
  name: string;
  password: string;
}

export function wifiOf({ name, password }: Network): Wifi {
  return password === '' ? { name: name.trim() } : { name: name.trim(), password };
}
