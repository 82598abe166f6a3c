import { h } from '../../shared/dom';
import type { Case, School, Words } from './types';

/** The schools with their cases. A narrow screen stacks the cells of a row, so their roles are said outright. */
export function schools(all: School[], words: Words, withClosed: boolean, open: (link: string) => void): HTMLElement[] {
  return all.map((school, index) => {
    const count = school.cases.filter((one) => !one.closed).length;
    const id = `school-${index}`;
    return h(
      'section',
      { 'aria-labelledby': id, 'data-testid': 'school' },
      h('h2', { id }, school.name),
      h('p', { class: 'subtle' }, count === 0 ? words.noneOpen : words.openCases.replace('{0}', String(count))),
      school.cases.length === 0
        ? withClosed && h('p', { class: 'subtle' }, words.noneAtAll)
        : table(school.cases, words, id, open),
    );
  });
}

function table(cases: Case[], words: Words, heading: string, open: (link: string) => void): HTMLElement {
  const columns = [words.case, words.status, words.reported, words.next, words.waits, words.links];
  return h(
    'table',
    { role: 'table', 'aria-labelledby': heading },
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, ...columns.map((column) => h('th', { role: 'columnheader', scope: 'col' }, column)))),
    h('tbody', { role: 'rowgroup' }, ...cases.map((one) => row(one, words, open))),
  );
}

function row(one: Case, words: Words, open: (link: string) => void): HTMLElement {
  const kind = one.closed ? 'closed' : one.urgent ? 'urgent' : '';
  return h(
    'tr',
    { role: 'row', class: kind, 'data-testid': 'case' },
    h('th', { role: 'rowheader', scope: 'row' },
      h('span', { class: 'reference' }, one.reference),
      one.urgent && h('span', { class: 'badge' }, words.urgent)),
    cell(words.status, one.status),
    cell(words.reported, one.reported, h('span', { class: 'subtle' }, one.age)),
    one.next ? cell(words.next, one.next, h('span', { class: 'subtle' }, one.clause)) : empty(words.next),
    one.waits.length > 0
      ? cell(words.waits, h('ul', {}, ...one.waits.map((sentence) => h('li', {}, sentence))))
      : one.closed ? empty(words.waits) : cell(words.waits, h('span', { class: 'subtle' }, words.nothingWaits)),
    cell(
      words.links,
      link(one, 'chat', words.openChat, one.chatLink, open),
      one.cardLink ? link(one, 'card', words.openCard, one.cardLink, open) : undefined,
    ),
  );
}

function cell(label: string, ...content: (Node | string | undefined)[]): HTMLElement {
  return h('td', { role: 'cell' }, h('span', { class: 'label', 'aria-hidden': 'true' }, label), h('div', {}, ...content));
}

const empty = (label: string): HTMLElement => h('td', { role: 'cell', class: 'empty', 'data-label': label });

// Teams opens its own links inside itself; the address is there for who wants to copy it.
function link(one: Case, kind: string, words: string, target: string, open: (link: string) => void): HTMLElement {
  return h(
    'a',
    {
      href: target,
      id: `${kind}-${one.reference}`,
      rel: 'noopener noreferrer',
      'aria-label': `${words}: ${one.reference}`,
      onclick: (event: MouseEvent) => {
        event.preventDefault();
        open(target);
      },
    },
    words,
  );
}
