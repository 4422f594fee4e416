/** The server's clock, by the second. */
export class Clock {
  now = $state(0);
  readonly #read: () => number;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(read: () => number) {
    this.#read = read;
    this.now = read();
  }

  start(): void {
    this.stop();
    this.tick();
    this.#timer = setInterval(() => this.tick(), 1_000);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  tick(): void {
    this.now = this.#read();
  }
}
