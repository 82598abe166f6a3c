import { app, authentication } from '@microsoft/teams-js';
import type { Place } from './types';

const PATIENCE = 10_000;

/** Nobody answers who is Teams. */
export class NotInTeams extends Error {}

/** Teams is there and does not say who looks. */
export class NoToken extends Error {}

/** Teams, or where the address names a person, Development's playground: a server that has none refuses the token. */
export async function findPlace(hosts: string[]): Promise<Place> {
  const asked = new URLSearchParams(location.search);
  const person = asked.get('as');
  const school = asked.get('school');
  if (person && school && window.parent === window) {
    paint(matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'default');
    return playground(person, school);
  }

  try {
    await inTime(app.initialize(hosts));
    const context = await inTime(app.getContext());
    paint(context.app.theme);
    app.registerOnThemeChangeHandler(paint);
    void app.notifySuccess();
    return {
      locale: context.app.locale,
      isPlayground: false,
      token: () => inTime(authentication.getAuthToken()).catch(() => Promise.reject(new NoToken())),
      open: (link) => void app.openLink(link).catch(() => window.open(link, '_blank', 'noopener')),
    };
  } catch {
    throw new NotInTeams();
  }
}

function playground(person: string, school: string): Place {
  return {
    locale: navigator.language,
    isPlayground: true,
    token: async () => {
      const answer = await fetch(`/playground/api/${encodeURIComponent(school)}/tab-token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ person }),
      });
      if (!answer.ok) {
        throw new NotInTeams();
      }
      return ((await answer.json()) as { token: string }).token;
    },
    open: () => location.assign(`/?school=${encodeURIComponent(school)}`),
  };
}

/** Teams says default, dark or contrast. */
function paint(theme: string): void {
  document.documentElement.dataset['theme'] = theme;
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return Promise.race([work, new Promise<never>((_, refuse) => setTimeout(() => refuse(new Error('No answer')), PATIENCE))]);
}
