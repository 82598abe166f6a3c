import { h, icon } from './dom';

const SHOWS_MS = 7000;
const AT_MOST = 2;

/** A notification as Teams raises it: who, where, and the summary; never the message. */
export function toast(list: HTMLElement, title: string, summary: string, onOpen: () => void): void {
  let gone: ReturnType<typeof setTimeout>;
  const element = h(
    'div',
    { class: 'toast', 'data-testid': 'toast', onmouseenter: () => clearTimeout(gone), onfocusin: () => clearTimeout(gone), onmouseleave: () => leaveSoon() },
    h('button', { type: 'button', class: 'toast-body', onclick: () => { element.remove(); onOpen(); } },
      h('img', { src: '/playground/icon.svg', alt: '', width: '24', height: '24' }),
      h('span', { class: 'toast-words' }, h('strong', {}, title), h('span', { class: 'toast-summary' }, summary))),
    h('button', { type: 'button', class: 'toast-close', 'aria-label': 'Dismiss', onclick: () => element.remove() }, icon('close')),
  );
  const leaveSoon = (): void => {
    clearTimeout(gone);
    gone = setTimeout(() => element.remove(), SHOWS_MS);
  };

  list.append(element);
  while (list.childElementCount > AT_MOST) {
    list.firstElementChild?.remove();
  }
  leaveSoon();
}
