import { h, icon } from './dom';

interface Options {
  label: string;
  /** The label's beginning, as far as there is room for it. */
  placeholder: string;
  /** In a channel: a switch for the mention without which the bot is not told. */
  mention: boolean;
  send: (text: string, mention: boolean) => Promise<void>;
}

const MENTION = /^\s*@ConductBot\b[\s,:]*/i;

/** The box that messages are written in. Enter sends, Shift+Enter starts a line. */
export class Composer {
  readonly element: HTMLFormElement;
  private readonly box: HTMLTextAreaElement;
  private readonly mention?: HTMLButtonElement;
  private readonly problem = h('p', { class: 'composer-problem', role: 'alert' });

  constructor(private readonly options: Options) {
    this.box = h('textarea', {
      rows: '1',
      placeholder: options.placeholder,
      'aria-label': options.label,
      'data-testid': 'composer',
      onkeydown: (event: KeyboardEvent) => this.onKey(event),
      oninput: () => this.grow(),
    });
    if (options.mention) {
      this.mention = h('button', {
        type: 'button',
        class: 'mention-switch',
        'aria-pressed': 'true',
        title: 'ConductBot reads only posts that mention it',
        'data-testid': 'mention',
        onclick: () => this.mention?.setAttribute('aria-pressed', String(this.mention.getAttribute('aria-pressed') !== 'true')),
      }, '@ConductBot');
    }
    this.element = h(
      'form',
      { class: 'composer', onsubmit: (event: SubmitEvent) => { event.preventDefault(); void this.submit(); } },
      this.problem,
      h(
        'div',
        { class: 'composer-box' },
        this.mention,
        this.box,
        h('button', { type: 'submit', class: 'send', 'aria-label': 'Send', title: 'Send', 'data-testid': 'send' }, icon('send')),
      ),
    );
  }

  focus(): void {
    this.box.focus();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void this.submit();
    }
  }

  private async submit(): Promise<void> {
    const typed = this.box.value.trim();
    const text = this.mention ? typed.replace(MENTION, '') : typed;
    const mention = this.mention?.getAttribute('aria-pressed') === 'true' || (this.mention !== undefined && text !== typed);
    if (!text) {
      return;
    }

    this.box.value = '';
    this.grow();
    this.problem.textContent = '';
    try {
      await this.options.send(text, mention);
    } catch (error) {
      // Nothing typed is lost, unless something else has been typed since.
      if (!this.box.value) {
        this.box.value = typed;
        this.grow();
      }
      this.sayProblem(error);
    }
  }

  /** Says why something could not be sent. */
  sayProblem(error: unknown): void {
    this.problem.textContent = error instanceof Error ? error.message : String(error);
  }

  private grow(): void {
    this.box.style.height = 'auto';
    this.box.style.height = `${Math.min(this.box.scrollHeight, 160)}px`;
  }
}
