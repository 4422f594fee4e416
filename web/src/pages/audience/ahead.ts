import type { Catalogue } from '$lib/i18n/language.svelte';
import { wishedLocale } from '$lib/i18n/wished';
import { behindHash, codeAt } from '$lib/net/address';
import { EarlySocket } from '$lib/net/early-socket';
import { helloOf } from '$lib/net/hello';
import { Identities, type Joined } from '$lib/net/join';
import { rememberedWay } from '$lib/net/remembered-way';
import { openSocket, type Socket } from '$lib/net/socket';
import { deviceStorage, tabStorage } from '$lib/net/storage';

/**
 * What a visit begins while most of the page's script is still on its way: joining, and the connection. Each is a journey
 * to the server and back, and they would come one after the other behind the script.
 */
class Ahead {
  readonly identities = new Identities(deviceStorage());
  #socket: EarlySocket | undefined;

  begin(address: Location, catalogue: Catalogue): void {
    // An address that brings another device's person along is asked about first.
    if (this.identities.isPerson(behindHash(address))) return;
    const isNew = this.identities.latest === undefined;
    // Where no socket came through a moment ago, the connection goes another way.
    const socket = rememberedWay(tabStorage(), Date.now()) ? undefined : new EarlySocket(openSocket());
    this.#socket = socket;
    this.identities.begin(codeAt(address)).then(
      (joined) => {
        void catalogue[wishedLocale(joined.languages)]().catch(() => {});
        // Who was here before says what they know already, which the page reads.
        if (isNew) socket?.begin(JSON.stringify(helloOf(newcomer(joined))));
      },
      () => socket?.close(),
    );
  }

  /** The socket that was opened, once; then others. */
  open(): Socket {
    const early = this.#socket?.taken();
    this.#socket = undefined;
    return early ?? openSocket();
  }
}

/** As whom a person who joined says hello. */
export const newcomer = ({ token, session, hall }: Joined) => ({ token, view: 'participant', session, hall }) as const;

export const ahead = new Ahead();
