import { Problem } from './api';
import { ANSWERED, PRESSED, UNFOLDED } from './card';
import { Composer } from './composer';
import { dayOf, h } from './dom';
import { MessageView } from './message';
import type { Change, Store } from './store';
import type { Message, Person, Say } from './types';

const TYPING_SHOWS_MS = 3000;
const SAME_BREATH_MS = 5 * 60 * 1000;

/** Messages that come within this time of each other came together. */
const TOGETHER_MS = 5000;

const MARGIN = 8;

const topOf = (element: HTMLElement): number => element.getBoundingClientRect().top;
const bottomOf = (element: HTMLElement): number => element.getBoundingClientRect().bottom;

interface Thread {
  readonly element: HTMLElement;
  readonly replies: HTMLElement;
}

/** A chat with the bot, or the channel with its threads, as one person sees it. */
export class Conversation {
  readonly element: HTMLElement;
  private readonly log: HTMLElement;
  private readonly list = h('div', { class: 'log-list' });
  private readonly typing = h('div', { class: 'typing', hidden: true, 'data-testid': 'typing' }, 'ConductBot is typing', h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')));
  private readonly suggestions = h('div', { class: 'suggestions' });
  private readonly below = h('button', { type: 'button', class: 'below', hidden: true, onclick: () => this.toNewest() }, 'New messages ↓');
  private readonly composer: Composer;
  private readonly views = new Map<string, MessageView>();
  private readonly threads = new Map<string, Thread>();
  private readonly seen: IntersectionObserver;
  private readonly resized: ResizeObserver;
  private readonly off: () => void;
  private last?: HTMLElement;
  /** The first of those that came together since the viewer last did something: where reading starts. */
  private first?: HTMLElement;
  private cameAt = 0;
  private typingUntil?: ReturnType<typeof setTimeout>;
  /** What the view keeps to when something comes or grows: the newest message, the very end, or where somebody has scrolled to. */
  private keepsTo: 'newest' | 'end' | 'place' = 'newest';
  private expectsAnswer = false;
  private lastTop = 0;

  /** @param shortcuts Words a button sends, by the button's title. */
  constructor(
    private readonly store: Store,
    private readonly viewer: Person,
    readonly place: string,
    shortcuts: Record<string, string> = {},
  ) {
    const name = this.isChannel ? `${store.school.channel} channel, seen by ${viewer.name}` : `${viewer.name}’s chat with ConductBot`;
    this.log = h(
      'div',
      { class: this.isChannel ? 'log channel' : 'log chat', role: 'log', 'aria-live': 'off', 'aria-label': name, tabindex: '0', 'data-testid': 'log', onscroll: () => this.onScroll() },
      this.list,
      this.typing,
    );
    this.composer = new Composer({
      label: this.isChannel ? `Start a post as ${viewer.name}` : `Message ConductBot as ${viewer.name}`,
      placeholder: this.isChannel ? 'Start a post' : 'Message ConductBot',
      mention: this.isChannel,
      send: (text, mention) => this.say({ text, mention }),
    });
    this.element = h(
      'div',
      { class: 'conversation', 'data-testid': this.isChannel ? 'channel' : 'chat', 'data-viewer': viewer.key },
      h('div', { class: 'log-frame' }, this.log, this.below),
      this.suggestions,
      h('div', { class: 'shortcuts' }, ...Object.entries(shortcuts).map(([title, text]) =>
        h('button', { type: 'button', class: 'pill', onclick: () => void this.press(text) }, title))),
      this.composer.element,
    );

    // A card is refreshed when its viewer gets to see it, as in Teams.
    this.seen = new IntersectionObserver(
      (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) =>
        this.views.get((entry.target as HTMLElement).dataset['messageId'] ?? '')?.refresh()),
      { root: this.log },
    );
    this.resized = new ResizeObserver(() => this.onResize());
    this.resized.observe(this.list);
    this.resized.observe(this.log);
    this.log.addEventListener(UNFOLDED, () => { this.keepsTo = 'place'; });
    this.log.addEventListener(PRESSED, () => {
      this.expectsAnswer = !this.isChannel;
      this.first = undefined;
    });
    this.log.addEventListener(ANSWERED, (event) => this.toAnswer((event as CustomEvent<HTMLElement>).detail));
    this.off = store.on((change) => this.onChange(change));
    this.drawAll();
  }

  close(): void {
    this.off();
    this.seen.disconnect();
    this.resized.disconnect();
  }

  private get isChannel(): boolean {
    return this.place === 'channel';
  }

  private onChange(change: Change): void {
    if (change.what === 'state') {
      this.drawAll();
    } else if (change.what === 'typing') {
      if (change.place === this.place) {
        this.showTyping(change.thread);
      }
    } else if ('message' in change && change.message.place === this.place) {
      this.put(change.message, change.what === 'posted');
    }
  }

  // After a lost connection the state comes whole; what is on screen already stays, with what is being typed there.
  private drawAll(): void {
    const messages = this.store.in(this.place);
    const ids = new Set(messages.map((message) => message.id));
    for (const [id, view] of this.views) {
      if (!ids.has(id)) {
        view.element.remove();
        this.views.delete(id);
      }
    }
    for (const [id, thread] of this.threads) {
      if (!ids.has(id)) {
        thread.element.remove();
        this.threads.delete(id);
      }
    }
    messages.forEach((message) => this.put(message, false));
    this.last = this.views.get(messages.at(-1)?.id ?? '')?.element;
    this.list.querySelector('.empty')?.remove();
    if (messages.length === 0) {
      this.list.append(h('p', { class: 'empty' }, this.isChannel
        ? 'No posts yet. What ConductBot posts for the safeguarding team appears here.'
        : 'No messages yet.'));
    }
    this.markDays();
  }

  private put(message: Message, isNew: boolean): void {
    const known = this.views.get(message.id);
    if (known) {
      known.update(message);
      this.look(known);
    } else {
      this.add(message, isNew);
    }
    if (!this.isChannel) {
      this.suggest();
    }
  }

  private add(message: Message, isNew: boolean): void {
    const view = new MessageView(this.store, this.viewer, message);
    this.views.set(message.id, view);
    this.list.querySelector('.empty')?.remove();
    if (message.from === 'bot') {
      this.typing.hidden = true;
    }

    if (this.isChannel) {
      this.threadOf(message).replies.append(view.element);
    } else {
      this.list.append(view.element);
    }
    if (isNew) {
      this.markDays();
      view.element.classList.add('new');
      this.last = view.element;
      this.noteFirst(message, view.element);
      if (this.keepsTo !== 'place' || this.expectsAnswer || message.from === this.viewer.key) {
        this.expectsAnswer = false;
        this.keepsTo = 'newest';
        this.settle();
      } else {
        this.below.hidden = false;
      }
    }
    this.look(view);
  }

  private noteFirst(message: Message, element: HTMLElement): void {
    const isMine = message.from === this.viewer.key;
    if (isMine || Date.now() - this.cameAt > TOGETHER_MS) {
      this.first = undefined;
    }
    this.cameAt = Date.now();
    this.first ??= isMine ? undefined : element;
  }

  private look(view: MessageView): void {
    this.seen.unobserve(view.element);
    this.seen.observe(view.element);
  }

  private threadOf(message: Message): Thread {
    const id = message.thread ?? message.id;
    const known = this.threads.get(id);
    if (known) {
      return known;
    }

    const replies = h('div', { class: 'thread-messages' });
    const reply = h('button', { type: 'button', class: 'reply', onclick: () => answer() }, 'Reply');
    const element = h(
      'div',
      { class: 'thread', role: 'group', 'data-testid': 'thread', 'data-thread-id': id, 'aria-label': `Post by ${this.store.nameOf(message.from)}, ${dayOf(message.at)}` },
      replies,
      reply,
    );
    const answer = (): void => {
      const composer = new Composer({
        label: `Reply as ${this.viewer.name}`,
        placeholder: 'Reply',
        mention: true,
        send: (text, mention) => this.say({ text, mention, thread: id }),
      });
      reply.replaceWith(composer.element);
      composer.focus();
    };
    this.list.append(element);
    const thread = { element, replies };
    this.threads.set(id, thread);
    return thread;
  }

  private async say(say: Pick<Say, 'text' | 'mention' | 'thread'>): Promise<void> {
    try {
      await this.store.send({ ...say, person: this.viewer.key, place: this.isChannel ? 'channel' : 'chat' });
    } catch (error) {
      // What the bot did not take is shown with the message, not with the composer.
      if (!(error instanceof Problem && error.isBots)) {
        throw error;
      }
    }
  }

  // Words on a button, as if typed.
  private async press(text: string): Promise<void> {
    try {
      await this.say({ text });
    } catch (error) {
      this.composer.sayProblem(error);
    }
  }

  // Suggested actions belong to the last message of a chat, and are gone with the next.
  private suggest(): void {
    const last = this.store.in(this.place).at(-1);
    this.suggestions.replaceChildren(...(last?.from === 'bot' ? last.suggestedActions : []).map((action) =>
      h('button', { type: 'button', class: 'pill', onclick: () => void this.press(String(action.value ?? action.title ?? '')) }, action.title ?? '')));
  }

  private showTyping(thread?: string): void {
    const parent = thread ? this.threads.get(thread)?.replies : undefined;
    (parent ?? this.log).append(this.typing);
    this.typing.hidden = false;
    clearTimeout(this.typingUntil);
    this.typingUntil = setTimeout(() => { this.typing.hidden = true; }, TYPING_SHOWS_MS);
    this.onResize();
  }

  // A line for each new day, and one head for messages that follow each other closely.
  private markDays(): void {
    this.list.querySelectorAll('.day').forEach((line) => line.remove());
    let day = '';
    let before: Message | undefined;
    for (const child of [...this.list.children]) {
      const id = (child as HTMLElement).dataset['messageId'] ?? (child as HTMLElement).dataset['threadId'];
      const message = id ? this.store.messages.get(id) : undefined;
      if (!message) {
        continue;
      }
      const words = dayOf(message.at);
      if (words !== day) {
        day = words;
        child.before(h('div', { class: 'day' }, h('span', {}, words)));
        before = undefined;
      }
      const follows = before?.from === message.from && Date.parse(message.at) - Date.parse(before.at) < SAME_BREATH_MS;
      child.classList.toggle('follows', !this.isChannel && follows);
      before = message;
    }
  }

  // What the view itself has done leaves the place as it was left; anything else is somebody scrolling.
  private onScroll(): void {
    const top = this.log.scrollTop;
    if (Math.abs(top - this.lastTop) > 1) {
      const isAtEnd = this.log.scrollHeight - top - this.log.clientHeight < 40;
      this.keepsTo = isAtEnd ? 'end' : 'place';
      this.first = undefined;
      this.below.hidden ||= isAtEnd;
    }
    this.lastTop = top;
  }

  // A keyboard that comes up on a phone must not move the input it is for.
  private onResize(): void {
    const isTyping = this.log.contains(document.activeElement) && document.activeElement?.matches('input, textarea, select');
    if (this.keepsTo !== 'place' && !isTyping) {
      this.settle();
    }
  }

  // Of what came together and is taller than the view, the beginning: that is where it is read from.
  private settle(): void {
    const from = this.first?.isConnected ? this.first : this.last;
    const newest = this.last?.isConnected ? this.last : from;
    if (this.keepsTo === 'newest' && from && newest && bottomOf(newest) - topOf(from) > this.log.clientHeight - MARGIN) {
      this.log.scrollTop += topOf(from) - topOf(this.log) - MARGIN;
    } else {
      this.log.scrollTop = this.log.scrollHeight;
    }
    this.lastTop = this.log.scrollTop;
    this.below.hidden = newest === undefined || newest === from || topOf(newest) < bottomOf(this.log) - MARGIN;
  }

  private toNewest(): void {
    this.first = undefined;
    this.keepsTo = 'newest';
    this.settle();
  }

  // The whole card down to what answers a press, a form with its buttons, where there is room for it; else the answer itself.
  private toAnswer(answer: HTMLElement): void {
    const card = answer.closest<HTMLElement>('.card') ?? answer;
    const buttons = [...card.querySelectorAll<HTMLElement>('.ac-actionSet')]
      .find((set) => (answer.compareDocumentPosition(set) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
    const end = answer.id.endsWith('form') ? buttons ?? answer : answer;
    const from = bottomOf(end) - topOf(card) <= this.log.clientHeight - 2 * MARGIN ? card : answer;
    if (topOf(from) < topOf(this.log) || bottomOf(end) > bottomOf(this.log) || from === answer) {
      this.log.scrollTop += topOf(from) - topOf(this.log) - MARGIN;
    }
    this.lastTop = this.log.scrollTop;
    this.keepsTo = 'place';
  }
}
