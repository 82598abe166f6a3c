import { h } from './dom';

interface Tab {
  id: string;
  title: string | Node;
  label?: string;
  panel: HTMLElement;
}

/** A tab list by the ARIA pattern: arrow keys move and select, Tab leaves to the panel. */
export class Tabs {
  readonly element: HTMLElement;
  private readonly buttons: HTMLButtonElement[];
  private chosen = 0;

  constructor(label: string, private readonly tabs: Tab[], private readonly onSelect: (id: string) => void = () => undefined) {
    this.buttons = tabs.map((tab, index) => h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${tab.id}`,
        'aria-controls': tab.panel.id,
        'aria-label': tab.label,
        'data-testid': `tab-${tab.id}`,
        onclick: () => this.select(index),
        onkeydown: (event: KeyboardEvent) => this.onKey(event),
      },
      h('span', { class: 'tab-title' }, tab.title),
      h('span', { class: 'badge', hidden: true }),
    ));
    this.element = h('div', { class: 'tabs', role: 'tablist', 'aria-label': label }, ...this.buttons);
  }

  get selected(): string {
    return this.tabs[this.chosen]?.id ?? '';
  }

  select(index: number): void {
    this.chosen = index;
    this.tabs.forEach((tab, at) => {
      const button = this.buttons[at];
      button?.setAttribute('aria-selected', String(at === index));
      button?.setAttribute('tabindex', at === index ? '0' : '-1');
      tab.panel.hidden = at !== index;
    });
    this.onSelect(this.selected);
  }

  selectById(id: string): void {
    const index = this.tabs.findIndex((tab) => tab.id === id);
    if (index >= 0) {
      this.select(index);
    }
  }

  /** How many messages behind a tab have not been seen. */
  badge(id: string, count: number): void {
    const button = this.buttons[this.tabs.findIndex((tab) => tab.id === id)];
    const badge = button?.querySelector<HTMLElement>('.badge');
    if (badge) {
      badge.hidden = count === 0;
      badge.replaceChildren(String(count), h('span', { class: 'visually-hidden' }, ' unread'));
    }
  }

  private onKey(event: KeyboardEvent): void {
    const last = this.tabs.length - 1;
    const next = { ArrowRight: this.chosen + 1, ArrowLeft: this.chosen - 1, Home: 0, End: last }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      this.select(next > last ? 0 : next < 0 ? last : next);
      this.buttons[this.chosen]?.focus();
    }
  }
}
