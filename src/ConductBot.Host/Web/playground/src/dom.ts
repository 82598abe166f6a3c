import { h } from '../../shared/dom';

export { byId, h } from '../../shared/dom';

const icons = {
  send: 'M3 3.5l18 8.5-18 8.5 2.6-7.3L14 12 5.6 10.800z',
  channel: 'M5 5h14v10H10l-4 4v-4H5z',
  chat: 'M12 4c4.700 0 8.500 3.300 8.500 7.500S16.700 19 12 19c-1.200 0-2.400-.2-3.400-.6L4 20l1.200-4A7 7 0 0 1 3.500 11.500C3.500 7.300 7.300 4 12 4z',
  close: 'M6 6l12 12M18 6L6 18',
  warning: 'M12 4l9.500 16h-19zM12 10v5M12 17.500v.5',
} as const;

export function icon(name: keyof typeof icons): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', icons[name]);
  svg.append(path);
  return svg;
}

export function avatar(key: string, name: string): HTMLElement {
  if (key === 'bot') {
    return h('img', { class: 'avatar', src: '/playground/icon.svg', alt: '', width: '32', height: '32' });
  }
  const initials = name.split(' ').map((word) => word[0]).join('');
  return h('span', { class: `avatar avatar-${key}`, 'aria-hidden': 'true' }, initials);
}

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });

export const timeOf = (at: string): string => time.format(new Date(at));

export function dayOf(at: string): string {
  const words = day.format(new Date(at));
  return words === day.format(new Date()) ? 'Today' : words;
}
