import { Conversation } from './conversation';
import { avatar, h } from './dom';
import type { Store } from './store';
import { Tabs } from './tabs';
import type { Person } from './types';
import type { Unread } from './unread';

type Kind = 'channel' | 'chat';

interface Options {
  id: string;
  viewer: Person;
  /** The first is on show at the start. */
  kinds: Kind[];
  /** Whose eyes the pane can be seen with; without it, only the viewer's. */
  viewers?: Person[];
  shortcuts: (person: Person) => Record<string, string>;
  onViewer?: (person: Person) => void;
  /** The tab that this person has in Teams. */
  caseload?: boolean;
  /** Another tab is on show. */
  onShow: () => void;
}

/** One of the three: what a person has on their screen. */
export class Pane {
  private readonly header = h('header', { class: 'pane-head' });
  private readonly notice = h('p', { class: 'notice', role: 'alert', hidden: true });
  private readonly panels: Record<Kind, HTMLElement>;
  private conversations: Partial<Record<Kind, Conversation>> = {};
  private tabs?: Tabs;
  private viewer: Person;

  constructor(
    private readonly store: Store,
    private readonly unread: Unread,
    private readonly element: HTMLElement,
    private readonly options: Options,
  ) {
    this.viewer = options.viewer;
    this.panels = { channel: this.panel('channel'), chat: this.panel('chat') };
    element.replaceChildren(this.header, this.notice, ...options.kinds.map((kind) => this.panels[kind]));
    this.draw(options.kinds[0] ?? 'chat');
  }

  /** Unread messages of the whole pane. */
  get count(): number {
    return this.options.kinds.reduce((sum, kind) => sum + this.unread.count(this.viewer, this.place(kind)), 0);
  }

  get kind(): Kind {
    return (this.tabs?.selected.split('-').at(-1) as Kind | undefined) ?? this.options.kinds[0] ?? 'chat';
  }

  /** Tells the bot of the chats on show, once each; the server knows which it has told already. */
  async open(): Promise<void> {
    if (this.options.viewers === undefined || this.kind === 'chat') {
      await this.openChat();
    }
  }

  /** What is on show has been seen; the badges count the rest. */
  markSeen(isVisible: boolean): void {
    for (const kind of this.options.kinds) {
      if (isVisible && kind === this.kind) {
        this.unread.markSeen(this.viewer, this.place(kind));
      }
      this.tabs?.badge(`${this.options.id}-${kind}`, this.unread.count(this.viewer, this.place(kind)));
    }
  }

  show(kind: Kind): void {
    this.tabs?.selectById(`${this.options.id}-${kind}`);
  }

  close(): void {
    Object.values(this.conversations).forEach((conversation) => conversation.close());
  }

  private place(kind: Kind): string {
    return kind === 'channel' ? 'channel' : `chat/${this.viewer.key}`;
  }

  private panel(kind: Kind): HTMLElement {
    return h('div', { class: 'panel', id: `panel-${this.options.id}-${kind}` });
  }

  private draw(kind: Kind): void {
    this.close();
    this.conversations = {};
    for (const one of this.options.kinds) {
      const conversation = new Conversation(
        this.store, this.viewer, this.place(one), one === 'chat' ? this.options.shortcuts(this.viewer) : {});
      this.conversations[one] = conversation;
      this.panels[one].replaceChildren(conversation.element);
    }
    this.drawHeader();
    this.show(kind);
  }

  private drawHeader(): void {
    const { id, kinds, viewers } = this.options;
    const title = viewers
      ? [h('span', { class: 'avatar avatar-channel', 'aria-hidden': 'true' }, '#'), this.heading(this.store.school.channel, this.store.school.team)]
      : [avatar(this.viewer.key, this.viewer.name), this.heading(this.viewer.name, `${this.viewer.role} at ${this.store.school.name}`)];
    this.header.replaceChildren(h('div', { class: 'pane-title' }, ...title));
    if (kinds.length > 1) {
      this.tabs = new Tabs(`${viewers ? this.store.school.channel : this.viewer.name}: what to show`, kinds.map((kind) => ({
        id: `${id}-${kind}`,
        title: kind === 'channel' ? 'Channel' : viewers ? `${this.viewer.name.split(' ')[0]}’s chat` : 'Chat',
        panel: this.panels[kind],
      })), this.options.onShow);
      kinds.forEach((kind) => {
        this.panels[kind].setAttribute('role', 'tabpanel');
        this.panels[kind].setAttribute('aria-labelledby', `tab-${id}-${kind}`);
      });
      this.header.append(h('div', { class: 'pane-tools' }, this.tabs.element, viewers ? this.viewerSelect(viewers) : undefined, this.options.caseload && this.caseloadLink()));
    }
  }

  private heading(title: string, below: string): HTMLElement {
    this.element.setAttribute('aria-labelledby', `title-${this.options.id}`);
    return h('div', { class: 'pane-names' }, h('h2', { id: `title-${this.options.id}` }, title), h('p', {}, below));
  }

  private caseloadLink(): HTMLElement {
    const address = `/caseload?as=${encodeURIComponent(this.viewer.key)}&school=${encodeURIComponent(this.store.school.id)}`;
    return h('a', { class: 'quiet caseload', href: address, target: '_blank', rel: 'noopener', 'data-testid': 'caseload' }, 'Caseload');
  }

  private viewerSelect(viewers: Person[]): HTMLElement {
    const select = h(
      'select',
      {
        'data-testid': 'viewing-as',
        onchange: () => {
          this.viewer = this.store.person(select.value);
          this.draw(this.kind);
          this.options.onViewer?.(this.viewer);
          this.header.querySelector('select')?.focus();
        },
      },
      ...viewers.map((person) => h('option', { value: person.key, selected: person === this.viewer }, person.name)),
    );
    return h('label', { class: 'viewing' }, h('span', {}, 'Seen by'), select);
  }

  private async openChat(): Promise<void> {
    try {
      await this.store.open(this.viewer.key);
      this.notice.hidden = true;
    } catch (error) {
      this.notice.replaceChildren(
        `ConductBot could not be added to this chat. ${error instanceof Error ? error.message : ''} `,
        h('button', { type: 'button', class: 'quiet', onclick: () => void this.openChat() }, 'Try again'),
      );
      this.notice.hidden = false;
    }
  }
}

export const short = (person: Person): string => ({ dsl: 'DSL', deputy: 'deputy DSL', lead: 'headteacher' })[person.key] ?? person.role;
