import { NewForum } from './new-forum.svelte';
import { ToldOnce } from './told-once.svelte';

/** The page of a setup link: a server's first forum, and everything to hand out for it. */
export class SetupPage {
  readonly form: NewForum;
  readonly made: ToldOnce;

  constructor(token: string) {
    this.made = new ToldOnce(`setup.${token}`);
    this.form = new NewForum(token, (made) => this.made.tell(made));
  }

  start(): void {
    if (!this.made.told) void this.form.checkLink();
  }
}
