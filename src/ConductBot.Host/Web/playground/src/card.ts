import {
  type Action, AdaptiveCard, ExecuteAction, GlobalSettings, type Input, OpenUrlAction, SubmitAction, ToggleVisibilityAction,
} from 'adaptivecards';
import './choice-set';
import { hostConfig } from './host-config';
import { h } from './dom';
import { render as renderMarkdown } from './markdown';

GlobalSettings.setTabIndexAtCardRoot = false;
GlobalSettings.allowMoreThanMaxActionsInOverflowMenu = true;
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = renderMarkdown(text);
  result.didProcess = true;
};

let drawn = 0;

/** Told when somebody unfolds a part of a card: it grows downwards, and the view must stay where it is. */
export const UNFOLDED = 'card-unfolded';

/** Told when the answer to a press has something to say or to ask; the detail is the part of the card that does. */
export const ANSWERED = 'card-answered';

/** Told when a button that asks the bot for something is pressed. */
export const PRESSED = 'card-pressed';

export interface Pressed {
  kind: 'execute' | 'submit';
  id?: string;
  title?: string;
  verb?: string;
  data: unknown;
}

/** The parts of a card that answer a press, by the ids our cards give them: what came of it, or a form that opened. */
const ANSWERS = ['notice', 'form'];

/** The change of the card for everybody follows on the heels of the answer to the press that changed it. */
const KEPT_MS = 8000;

/** A card as one viewer sees it, with its buttons, and a line on how the last press went beside the button that was pressed. */
export class CardView {
  readonly element = h('div', { class: 'card', role: 'group', tabindex: '-1', 'data-testid': 'card' });
  private readonly body = h('div', { class: 'card-body' });
  private readonly line = h('div', { class: 'card-line', 'data-testid': 'card-status' });
  private card?: AdaptiveCard;
  private shown = '';
  private prefix = '';
  private busy = false;
  /** What the bot said to the last press: kept in sight for a while when the card is drawn anew without it. */
  private said = '';
  private saidAt = 0;
  private late?: ReturnType<typeof setTimeout>;
  /** What was typed and not sent: a card that changes for everybody is drawn without one's own form first, and with it after the refresh. */
  private readonly kept = new Map<string, string>();

  /** @param press Settles when the bot has answered, with a sentence to show or none; fails with the reason. */
  constructor(private readonly press: (pressed: Pressed) => Promise<string | undefined>) {
    this.element.append(this.body, this.line);
  }

  /** Draws the card unless it is drawn already. What somebody is typing is kept, except in a card they have just sent. */
  show(json: unknown): void {
    const next = JSON.stringify(json);
    if (next === this.shown) {
      return;
    }

    if (this.busy) {
      this.kept.clear();
    } else {
      this.typed().forEach((value, id) => this.kept.set(id, value));
    }
    const focused = this.focusedInput();
    const hadFocus = this.element.contains(document.activeElement);
    this.shown = next;
    if (!this.busy) {
      this.say('', '');
    }
    this.draw(fill(JSON.parse(next), this.kept));
    const answer = this.answer();
    if (this.busy) {
      if (answer?.id === `${this.prefix}notice`) {
        this.said = answer.innerText.trim();
        this.saidAt = Date.now();
      }
      if (answer) {
        answer.tabIndex = -1;
        answer.focus({ preventScroll: true });
        this.element.dispatchEvent(new CustomEvent(ANSWERED, { bubbles: true, detail: answer }));
        return;
      }
    } else if (this.said && Date.now() - this.saidAt < KEPT_MS && answer?.id !== `${this.prefix}notice`) {
      this.say('done', this.said);
    }
    if (hadFocus) {
      const input = focused && !this.busy ? this.inputs().find((one) => one.id === focused) : undefined;
      if (input) {
        input.focus();
      } else {
        this.element.focus({ preventScroll: true });
      }
    }
  }

  private answer(): HTMLElement | undefined {
    return ANSWERS.map((part) => document.getElementById(this.prefix + part)).find((part) => part !== null && this.body.contains(part)) ?? undefined;
  }

  private draw(json: unknown): void {
    this.card = new AdaptiveCard();
    this.card.hostConfig = hostConfig;
    this.card.onExecuteAction = (action) => void this.execute(action);
    this.card.onInlineCardExpanded = () => this.unfolded();
    this.card.parse(json);
    const rendered = this.card.render();
    this.prefix = `card-${drawn++}-`;
    this.body.replaceChildren(rendered ?? h('p', { class: 'card-unreadable' }, 'This card cannot be shown.'));
    this.tidy();
    this.element.setAttribute('aria-label', this.label());
    this.element.classList.toggle('card-full', (json as { msteams?: { width?: string } }).msteams?.width === 'Full');
  }

  // What a card says of itself is put on a part that has no role to be named by.
  private label(): string {
    const root = this.body.querySelector('.ac-adaptiveCard');
    const spoken = root?.getAttribute('aria-label');
    root?.removeAttribute('aria-label');
    const heading = this.body.querySelector('[role=heading]')?.textContent;
    return spoken ?? (heading ? `Card: ${heading}` : 'Card');
  }

  private unfolded(): void {
    this.tidy();
    this.element.dispatchEvent(new Event(UNFOLDED, { bubbles: true }));
  }

  /** Mends what the renderer leaves unclear to a screen reader. Once more when a part of the card has opened. */
  private tidy(): void {
    // An element's id is the card author's: the same card twice on a page needs two.
    const own = (id: string): string => (id.startsWith('__ac-') || id.startsWith(this.prefix) ? id : this.prefix + id);
    for (const element of this.body.querySelectorAll('[id]')) {
      element.id = own(element.id);
    }
    for (const button of this.body.querySelectorAll<HTMLElement>('[role=button]')) {
      if (button.title === button.textContent) {
        button.removeAttribute('title');
      }
      // A part of a card that can be pressed is named by what can be read on it; its title says what it does.
      if (!button.matches('.ac-pushButton') && button.textContent?.trim()) {
        button.removeAttribute('aria-label');
      }
    }
    for (const action of this.card?.getAllActions() ?? []) {
      if (action instanceof ToggleVisibilityAction) {
        this.tidyToggle(action);
      }
    }
    this.setBusy(this.busy);
  }

  // The renderer marks what is shown or hidden, where the button that does it should be marked.
  private tidyToggle(action: ToggleVisibilityAction): void {
    const button = action.renderedElement ?? action.parent?.renderedElement;
    const targets = Object.keys(action.targetElements).map((id) => this.card?.getElementById(id));
    button?.setAttribute('aria-controls', targets.map((target) => target?.renderedElement?.id ?? '').join(' ').trim());
    button?.setAttribute('aria-expanded', String(targets[0]?.isVisible ?? false));
    targets.forEach((target) => target?.renderedElement?.removeAttribute('aria-expanded'));
  }

  private async execute(action: Action): Promise<void> {
    if (action instanceof OpenUrlAction) {
      openUrl(action.url);
      return;
    }

    if (action instanceof ToggleVisibilityAction) {
      queueMicrotask(() => this.unfolded());
      return;
    }

    // A second press while the first is under way does nothing.
    if (this.busy || !(action instanceof ExecuteAction || action instanceof SubmitAction)) {
      return;
    }

    this.element.dispatchEvent(new Event(PRESSED, { bubbles: true }));
    this.said = '';
    this.setBusy(true, action);
    this.say('', '');
    action.renderedElement?.closest('.ac-actionSet')?.after(this.line);
    this.late = setTimeout(() => this.say('waiting', 'Waiting for ConductBot…'), 1000);
    try {
      const answer = await this.press({
        kind: action instanceof ExecuteAction ? 'execute' : 'submit',
        id: action.id,
        title: action.title,
        verb: action instanceof ExecuteAction ? action.verb : undefined,
        data: action.data ?? {},
      });
      this.say('done', answer ?? (this.answer()?.id === `${this.prefix}notice` ? '' : this.said));
    } catch (error) {
      this.say('error', error instanceof Error ? error.message : String(error));
      this.line.scrollIntoView({ block: 'nearest' });
    } finally {
      clearTimeout(this.late);
      this.setBusy(false);
    }
  }

  // The buttons keep the focus, so they are marked as disabled rather than being so.
  private setBusy(busy: boolean, action?: Action): void {
    this.busy = busy;
    this.element.setAttribute('aria-busy', String(busy));
    for (const button of this.body.querySelectorAll('.ac-pushButton')) {
      button.classList.toggle('pressed', busy && button === action?.renderedElement);
      if (busy) {
        button.setAttribute('aria-disabled', 'true');
      } else if (!(button as HTMLButtonElement).disabled) {
        button.removeAttribute('aria-disabled');
      }
    }
  }

  private say(kind: '' | 'waiting' | 'done' | 'error', words: string): void {
    clearTimeout(this.late);
    this.line.className = `card-line ${kind}`;
    this.line.setAttribute('role', kind === 'error' ? 'alert' : 'status');
    this.line.textContent = words;
    // Beside the button while its card is as it was pressed; above everything once the card is another.
    if (!this.element.contains(this.line)) {
      this.element.prepend(this.line);
    }
  }

  private inputs(): Input[] {
    return this.card?.getAllInputs() ?? [];
  }

  private typed(): Map<string, string> {
    return new Map(this.inputs().filter((input) => input.id && input.isDirty()).map((input) => [input.id ?? '', String(input.value ?? '')]));
  }

  private focusedInput(): string | undefined {
    return this.inputs().find((input) => input.renderedElement?.contains(document.activeElement))?.id;
  }
}

/** Puts typed values back into a card's JSON, by the ids of its inputs. */
function fill(json: unknown, typed: Map<string, string>): unknown {
  if (typed.size === 0 || typeof json !== 'object' || json === null) {
    return json;
  }
  if (Array.isArray(json)) {
    return json.map((item) => fill(item, typed));
  }
  const node = Object.fromEntries(Object.entries(json).map(([name, value]) => [name, fill(value, typed)]));
  const id = node['id'];
  if (typeof node['type'] === 'string' && node['type'].startsWith('Input.') && typeof id === 'string' && typed.has(id)) {
    node['value'] = typed.get(id);
  }
  return node;
}

export function openUrl(url: string | undefined): void {
  if (url && /^(https?:|mailto:|tel:)/i.test(url)) {
    window.open(url, '_blank', 'noopener,noreferrer');
  }
}
