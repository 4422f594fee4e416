import type { Title } from '$lib/i18n/title';
import type { Moderation, SessionView } from '$lib/protocol/generated/protocol';

/** How the board of a session works, in the making. Labels in use keep their places: the list only grows. */
export class BoardForm {
  asking = $state<'agenda' | 'open' | 'closed'>('agenda');
  moderation = $state<Moderation>('before');
  labels = $state<Title[]>([]);

  constructor({ asking, moderation, labels }: Pick<SessionView, 'asking' | 'moderation' | 'labels'>) {
    this.asking = asking === null ? 'agenda' : asking ? 'open' : 'closed';
    this.moderation = moderation;
    this.labels = labels.map((label) => ({ ...label }));
  }

  addLabel(): void {
    this.labels.push({});
  }

  /** The board as the server takes it; labels left empty at the end are left out. */
  get board(): { asking: boolean | null; moderation: Moderation; labels: Title[] } {
    const given = this.labels.map(({ ar = '', en = '' }) => `${ar}${en}`.trim() !== '');
    return {
      asking: this.asking === 'agenda' ? null : this.asking === 'open',
      moderation: this.moderation,
      labels: this.labels.slice(0, given.lastIndexOf(true) + 1).map((label) => ({ ...label })),
    };
  }
}
