import * as api from './api';
import { byId, h } from './dom';
import { Pane, short } from './pane';
import { type Change, Store } from './store';
import { Tabs } from './tabs';
import { theme } from './theme';
import { toast } from './toasts';
import type { Message, Person, School } from './types';
import { Unread } from './unread';

const PHONE = '(max-width: 1079px)';
const NEWS_KEPT = 20;
const SHORTCUTS: Record<string, Record<string, string>> = {
  teacher: { Report: 'report', Help: 'help', 'My reports': 'my reports', Policy: 'policy' },
  dsl: { Cases: 'cases', Help: 'help', Policy: 'policy' },
};

/** The page for one school. */
class Playground {
  private readonly store: Store;
  private readonly unread: Unread;
  private readonly panes: Record<'teacher' | 'channel' | 'dsl', Pane>;
  private readonly tabs: Tabs;
  private readonly phone = matchMedia(PHONE);
  private readonly onPhone = (): void => this.layOut();
  private isReady = false;
  private middle: Person;

  constructor(private readonly school: School) {
    this.store = new Store(school);
    this.unread = new Unread(this.store);
    const { store, unread } = this;
    const onShow = (): void => this.onShow();
    const shortcuts = (person: Person): Record<string, string> => SHORTCUTS[person.key] ?? { Report: 'report', Help: 'help' };
    const teacher = store.person('teacher');
    const colleague = store.person('colleague');
    const dsl = store.person('dsl');
    this.middle = colleague;

    this.panes = {
      teacher: new Pane(store, unread, byId('pane-teacher'), { id: 'teacher', viewer: teacher, kinds: ['chat'], shortcuts, onShow }),
      channel: new Pane(store, unread, byId('pane-channel'), {
        id: 'channel',
        viewer: colleague,
        kinds: ['channel', 'chat'],
        viewers: ['colleague', 'deputy', 'lead', 'teacher', 'dsl'].map((key) => store.person(key)),
        shortcuts,
        onShow,
        onViewer: (person) => {
          this.middle = person;
          this.sayWho();
        },
      }),
      dsl: new Pane(store, unread, byId('pane-dsl'), { id: 'dsl', viewer: dsl, kinds: ['channel', 'chat'], shortcuts, onShow, caseload: true }),
    };
    this.tabs = new Tabs('Whose screen to show', [
      { id: 'pane-teacher', title: teacher.name.split(' ')[0] ?? '', label: `${teacher.name}, ${short(teacher)}`, panel: byId('pane-teacher') },
      { id: 'pane-channel', title: school.channel, panel: byId('pane-channel') },
      { id: 'pane-dsl', title: `${dsl.name.split(' ')[0]} (DSL)`, panel: byId('pane-dsl') },
    ], onShow);
    byId('pane-tabs').replaceChildren(this.tabs.element);
    this.tabs.select(0);
    this.layOut();
    this.phone.addEventListener('change', this.onPhone);
    store.on((change) => this.onChange(change));
  }

  close(): void {
    this.phone.removeEventListener('change', this.onPhone);
    Object.values(this.panes).forEach((pane) => pane.close());
    this.store.close();
  }

  reset(): Promise<void> {
    return this.store.reset();
  }

  // The team first, as it is installed there before anybody has a chat.
  private async open(): Promise<void> {
    await this.store.open().catch(() => undefined);
    await this.openChats();
  }

  private async openChats(): Promise<void> {
    await Promise.all(Object.values(this.panes).map((pane) => pane.open()));
  }

  private onChange(change: Change): void {
    switch (change.what) {
      case 'connection':
        byId('lost').hidden = change.up;
        byId('lost').textContent = change.up ? '' : 'The playground’s server does not answer. Trying again…';
        break;
      case 'state':
        this.isReady = true;
        this.count();
        void this.open();
        break;
      case 'posted':
        this.count();
        this.announce(change.message, 'wrote in');
        if (change.message.alert) {
          this.notify(change.message);
        }
        break;
      case 'updated':
        this.announce(change.message, 'changed a message in');
        break;
    }
  }

  private onShow(): void {
    this.sayWho();
    if (this.isReady) {
      this.count();
      void this.openChats();
    }
  }

  // Beside each other, or on a narrow screen behind tabs.
  private layOut(): void {
    const narrow = this.phone.matches;
    document.body.classList.toggle('narrow', narrow);
    byId('pane-tabs').hidden = !narrow;
    for (const id of Object.keys(this.panes)) {
      const element = byId(`pane-${id}`);
      if (narrow) {
        element.setAttribute('role', 'tabpanel');
      } else {
        element.removeAttribute('role');
        element.hidden = false;
      }
    }
    if (narrow) {
      this.tabs.selectById(this.tabs.selected);
    }
    this.onShow();
  }

  private count(): void {
    for (const [id, pane] of Object.entries(this.panes)) {
      pane.markSeen(!this.phone.matches || this.tabs.selected === `pane-${id}`);
      this.tabs.badge(`pane-${id}`, pane.count);
    }
  }

  // On a phone only one of the three is there to be.
  private sayWho(): void {
    const { middle } = this;
    const teacher = this.store.person('teacher');
    const dsl = this.store.person('dsl');
    if (this.phone.matches) {
      const now = this.tabs?.selected === 'pane-dsl' ? dsl : this.tabs?.selected === 'pane-channel' ? middle : teacher;
      byId('who').replaceChildren('You are ', h('strong', {}, now.name), `, ${short(now)}`);
      return;
    }

    const left = h('strong', {}, teacher.name);
    byId('who').replaceChildren(
      'You are ', left,
      ` · Middle: the safeguarding channel, seen by ${middle.name}`,
      ` · Right: ${dsl.name}, the ${short(dsl)}`,
    );
  }

  // For who cannot see the page; what one has just typed oneself needs no telling.
  private announce(message: Message, did: string): void {
    if (message.from !== 'bot' && message.place !== 'channel') {
      return;
    }
    const words = message.summary ?? message.text?.replace(/[*_]+/g, '') ?? 'a card';
    const news = byId('news');
    news.append(h('p', {}, `${this.store.nameOf(message.from)} ${did} ${this.store.placeName(message.place)}: ${words.slice(0, 200)}`));
    while (news.childElementCount > NEWS_KEPT) {
      news.firstElementChild?.remove();
    }
  }

  private notify(message: Message): void {
    const person = message.place.startsWith('chat/') ? this.store.person(message.place.slice('chat/'.length)) : undefined;
    toast(byId('toasts'), `ConductBot · ${person ? `to ${person.name}` : this.school.channel}`, message.summary ?? 'New message', () => {
      const pane = person?.key === 'teacher' ? 'teacher' : person?.key === 'dsl' ? 'dsl' : 'channel';
      this.tabs.selectById(`pane-${pane}`);
      if (pane !== 'teacher') {
        this.panes[pane].show(person ? 'chat' : 'channel');
      }
      byId(`pane-${pane}`).focus();
    });
  }
}

async function start(): Promise<void> {
  theme(byId('theme'));
  const schools = await api.schools();
  const select = byId<HTMLSelectElement>('school');
  select.replaceChildren(...schools.map((school) => h('option', { value: school.id }, school.name)));
  const asked = new URLSearchParams(location.search).get('school');
  select.value = schools.some((school) => school.id === asked) ? asked ?? '' : schools[0]?.id ?? '';

  const chosen = (): School => schools.find((school) => school.id === select.value) ?? schools[0]!;
  let playground = new Playground(chosen());
  select.addEventListener('change', () => {
    playground.close();
    playground = new Playground(chosen());
    history.replaceState(null, '', `?school=${select.value}`);
  });

  const dialog = byId<HTMLDialogElement>('confirm-reset');
  byId('reset').addEventListener('click', () => {
    byId('confirm-text').textContent =
      `Every message of ${chosen().name} goes from this page, and ConductBot is taken out of the chats and added again. Its cases stay on record.`;
    dialog.returnValue = '';
    dialog.showModal();
  });
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'reset') {
      void playground.reset();
    }
  });
}

void start().catch((error: unknown) => {
  byId('lost').hidden = false;
  byId('lost').textContent = error instanceof Error ? error.message : String(error);
});
