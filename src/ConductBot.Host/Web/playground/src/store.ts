import * as api from './api';
import type { Answer, Message, Person, Press, Say, School, State } from './types';

export type Change =
  | { what: 'state' }
  | { what: 'posted' | 'updated' | 'deleted' | 'viewed' | 'delivered'; message: Message }
  | { what: 'typing'; place: string; thread?: string }
  | { what: 'connection'; up: boolean };

/** All that is known of one school, kept up to date by the server. */
export class Store {
  readonly messages = new Map<string, Message>();
  private readonly listeners = new Set<(change: Change) => void>();
  private readonly refreshed = new Set<string>();
  private readonly source: EventSource;

  constructor(readonly school: School) {
    this.source = api.stream(school.id);
    this.source.addEventListener('state', (event) => this.replace(JSON.parse(event.data) as State));
    for (const what of ['posted', 'updated', 'deleted', 'viewed', 'delivered'] as const) {
      this.source.addEventListener(what, (event) => this.put(what, JSON.parse(event.data) as Message));
    }
    this.source.addEventListener('typing', (event) => {
      const { place, thread } = JSON.parse(event.data) as { place: string; thread: string };
      this.tell({ what: 'typing', place, thread: thread || undefined });
    });
    this.source.onopen = () => this.tell({ what: 'connection', up: true });
    this.source.onerror = () => this.tell({ what: 'connection', up: false });
  }

  person(key: string): Person {
    const person = this.school.people.find((one) => one.key === key);
    if (!person) {
      throw new Error(`No person ${key} in ${this.school.id}`);
    }
    return person;
  }

  nameOf(from: string): string {
    return from === 'bot' ? 'ConductBot' : this.person(from).name;
  }

  /** Words for a place, from outside it. */
  placeName(place: string): string {
    return place === 'channel' ? `the ${this.school.channel} channel` : `${this.nameOf(place.slice('chat/'.length))}’s chat`;
  }

  in(place: string): Message[] {
    return [...this.messages.values()].filter((message) => message.place === place);
  }

  on(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  open(person?: string): Promise<void> {
    return api.open(this.school.id, person);
  }

  send(say: Say): Promise<void> {
    return api.send(this.school.id, say);
  }

  reset(): Promise<void> {
    return api.reset(this.school.id);
  }

  async press(press: Press): Promise<Answer> {
    const answer = await api.invoke(this.school.id, press);
    // The stream says the same; whichever is first is shown, the other changes nothing.
    const message = this.messages.get(press.message);
    if (message && answer.type === 'application/vnd.microsoft.card.adaptive') {
      this.put('viewed', { ...message, views: { ...message.views, [press.person]: answer.value } });
    }
    return answer;
  }

  /** The automatic refresh of a card for one viewer: at most once for each state of the message. */
  async refresh(message: Message, viewer: Person, action: Press['action']): Promise<void> {
    const key = `${message.id} ${message.version} ${viewer.key}`;
    if (this.refreshed.has(key)) {
      return;
    }
    this.refreshed.add(key);
    try {
      await this.press({ person: viewer.key, message: message.id, action, trigger: 'automatic' });
    } catch {
      // As in Teams, a refresh that fails leaves the card as it is.
    }
  }

  close(): void {
    this.source.close();
    this.listeners.clear();
  }

  private replace(state: State): void {
    this.messages.clear();
    for (const message of state.messages) {
      this.messages.set(message.id, message);
    }
    this.tell({ what: 'state' });
  }

  private put(what: 'posted' | 'updated' | 'deleted' | 'viewed' | 'delivered', message: Message): void {
    this.messages.set(message.id, message);
    this.tell({ what, message });
  }

  private tell(change: Change): void {
    for (const listener of [...this.listeners]) {
      listener(change);
    }
  }
}
