// Just enough of a browser for npm's adaptivecards to render into.
import { parseHTML } from 'linkedom';

const { window } = parseHTML('<!doctype html><html lang="en-GB"><body></body></html>');

// linkedom can read innerText but not set it; adaptivecards sets it for every text run.
Object.defineProperty(window.HTMLElement.prototype, 'innerText', {
  configurable: true,
  get() {
    return this.textContent;
  },
  set(text) {
    this.textContent = text;
  },
});

globalThis.window = window;
globalThis.document = window.document;
for (const name of ['HTMLElement', 'HTMLButtonElement', 'HTMLInputElement', 'HTMLTextAreaElement', 'HTMLSelectElement', 'HTMLImageElement', 'Node']) {
  globalThis[name] = window[name];
}
