import { CardView } from './card';
import { avatar, dayOf, h, icon, timeOf } from './dom';
import { render as renderMarkdown } from './markdown';
import { send } from './press';
import type { Store } from './store';
import type { Message, Person } from './types';

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';

interface Refresh {
  action?: { id?: string; verb?: string; title?: string; data?: unknown };
  userIds?: string[];
}

/** One message as one viewer sees it. */
export class MessageView {
  readonly element: HTMLElement;
  private readonly head = h('div', { class: 'msg-head' });
  private readonly words = h('div', { class: 'bubble', 'data-testid': 'message-text' });
  private readonly cards: CardView[] = [];
  private readonly cardList = h('div', { class: 'cards' });
  private readonly problem = h('div', { class: 'msg-problem' });

  constructor(
    private readonly store: Store,
    readonly viewer: Person,
    public message: Message,
  ) {
    const mine = message.from === viewer.key;
    this.element = h(
      'article',
      {
        class: `msg ${mine ? 'mine' : 'theirs'}`,
        'data-testid': 'message',
        'data-message-id': message.id,
        'data-from': message.from,
      },
      avatar(message.from, store.nameOf(message.from)),
      h('div', { class: 'msg-main' }, this.head, this.words, this.cardList, this.problem),
    );
    this.update(message);
  }

  update(message: Message): void {
    this.message = message;
    const name = this.store.nameOf(message.from);
    this.element.setAttribute('aria-label', `${name}, ${dayOf(message.at)} ${timeOf(message.at)}`);
    this.head.replaceChildren(
      h('span', { class: 'name' }, name),
      h('time', { datetime: message.at }, timeOf(message.at)),
      message.version > 1 && !message.deleted ? h('span', { class: 'edited' }, 'Edited') : '',
    );
    this.updateWords(message);
    this.updateCards(message);
    this.updateProblem(message);
  }

  /** The refresh of the card on show, where it names this viewer or nobody. */
  refresh(): void {
    const card = this.cardJson() as { refresh?: Refresh } | undefined;
    const { action, userIds } = card?.refresh ?? {};
    if (action && (userIds === undefined || userIds.includes(this.viewer.mri))) {
      const { id, verb, title, data } = action;
      void this.store.refresh(this.message, this.viewer, { id, verb, title, data });
    }
  }

  private updateWords(message: Message): void {
    this.words.hidden = !message.text && !message.deleted;
    this.words.classList.toggle('deleted', message.deleted ?? false);
    if (message.deleted) {
      this.words.textContent = 'This message has been deleted.';
    } else if (message.text && message.markdown && message.from === 'bot') {
      this.words.innerHTML = renderMarkdown(message.text);
    } else {
      this.words.replaceChildren(
        message.mentionsBot ? h('span', { class: 'mention' }, 'ConductBot') : '',
        message.mentionsBot ? ' ' : '',
        message.text ?? '',
      );
    }
    this.words.classList.toggle('plain', !message.markdown);
  }

  private updateCards(message: Message): void {
    const attachments = message.attachments.filter((attachment) => attachment.contentType !== 'text/html');
    if (this.cardList.childElementCount !== attachments.length) {
      this.cards.length = 0;
      this.cardList.replaceChildren(
        ...attachments.map((attachment) => {
          if (attachment.contentType !== ADAPTIVE) {
            return h('p', { class: 'attachment' }, attachment.name ?? attachment.contentType);
          }
          const card = new CardView((pressed) => send(this.store, this.viewer, this.message, pressed));
          this.cards.push(card);
          return card.element;
        }),
      );
    }
    // A viewer's own view stands in for the message's (only) card.
    const own = this.message.views[this.viewer.key];
    attachments.filter((attachment) => attachment.contentType === ADAPTIVE).forEach((attachment, index) => {
      this.cards[index]?.show(index === 0 && own !== undefined ? own : attachment.content);
    });
    this.element.classList.toggle('has-card', this.cards.length > 0);
  }

  private updateProblem(message: Message): void {
    this.problem.replaceChildren();
    if (message.undelivered) {
      this.problem.append(
        icon('warning'),
        h('span', {}, `Not delivered. ${message.undelivered}`),
        h('button', { type: 'button', class: 'quiet', onclick: () => void this.again() }, 'Send again'),
      );
    }
  }

  private async again(): Promise<void> {
    // A failure comes back with the message itself.
    await this.store.send({ person: this.viewer.key, place: 'chat', again: this.message.id }).catch(() => undefined);
  }

  private cardJson(): unknown {
    return this.message.views[this.viewer.key]
      ?? this.message.attachments.find((attachment) => attachment.contentType === ADAPTIVE)?.content;
  }
}
