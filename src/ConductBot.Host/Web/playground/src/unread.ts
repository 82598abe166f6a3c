import type { Store } from './store';
import type { Person } from './types';

/** Remembers, in this browser, up to where each person has seen each place. */
export class Unread {
  private readonly seen: Record<string, string>;
  private readonly key: string;

  constructor(private readonly store: Store) {
    this.key = `conductbot-playground-seen-${store.school.id}`;
    this.seen = read(this.key);
  }

  count(viewer: Person, place: string): number {
    const seen = this.seen[`${viewer.key} ${place}`] ?? '';
    return this.store.in(place).filter((message) => message.from !== viewer.key && !message.deleted && message.id > seen).length;
  }

  markSeen(viewer: Person, place: string): void {
    const last = this.store.in(place).at(-1)?.id;
    if (last && this.seen[`${viewer.key} ${place}`] !== last) {
      this.seen[`${viewer.key} ${place}`] = last;
      try {
        localStorage.setItem(this.key, JSON.stringify(this.seen));
      } catch {
        // Without storage the count starts afresh with each visit.
      }
    }
  }
}

function read(key: string): Record<string, string> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, string>;
  } catch {
    return {};
  }
}
