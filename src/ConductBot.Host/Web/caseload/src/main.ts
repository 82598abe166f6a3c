import { byId } from '../../shared/dom';
import { findPlace, NotInTeams, NoToken } from './place';
import { schools } from './table';
import type { Answer, Place, Start, Words } from './types';

const EVERY = 60_000;
const AGAIN = 5_000;

/** The list, kept fresh while somebody looks at it. */
class Caseload {
  private readonly closed = byId<HTMLInputElement>('closed');
  private shown = '';
  private at = '';
  private asked = 0;
  private answeredAt = 0;

  constructor(private readonly place: Place, private words: Words) {
    byId('refresh').addEventListener('click', () => void this.refresh(true));
    this.closed.addEventListener('change', () => void this.refresh(true));
    setInterval(() => this.refreshIfSeen(), EVERY);
    document.addEventListener('visibilitychange', () => this.refreshIfSeen());
    byId('tools').hidden = false;
    this.note();
  }

  /** @param told - Somebody asked for it, and hears that it was done. */
  async refresh(told: boolean): Promise<void> {
    const mine = ++this.asked;
    try {
      const answer = await this.ask();
      if (mine === this.asked && answer) {
        this.draw(answer, told);
      }
    } catch (error) {
      if (mine === this.asked) {
        this.fail(error instanceof NoToken ? this.words.noConsent : error instanceof NotInTeams ? this.words.notInTeams : this.words.unreachable);
      }
    }
  }

  private refreshIfSeen(): void {
    if (!document.hidden && Date.now() - this.answeredAt >= EVERY - 1000) {
      void this.refresh(false);
    }
  }

  private async ask(): Promise<Answer | undefined> {
    const token = await this.place.token();
    const response = await fetch(`/caseload/cases?locale=${encodeURIComponent(this.place.locale)}&closed=${String(this.closed.checked)}`, {
      headers: { Authorization: `Bearer ${token}` },
      cache: 'no-store',
    });
    switch (response.status) {
      case 200:
        return response.json();
      case 401:
        this.fail(this.words.notAccepted);
        return undefined;
      case 403: {
        const refusal: { language: string; words: Words; problem: string } = await response.json();
        this.speak(refusal.language, refusal.words);
        this.clear();
        this.fail(refusal.problem);
        return undefined;
      }
      case 500:
        this.fail(this.words.failed);
        return undefined;
      default:
        throw new Error(`Status ${response.status}`);
    }
  }

  private draw(answer: Answer, told: boolean): void {
    this.answeredAt = Date.now();
    this.at = answer.at;
    this.speak(answer.language, answer.words);
    byId('problem').hidden = true;
    const updated = this.words.updated.replace('{0}', answer.at);
    byId('updated').textContent = updated;

    const now = JSON.stringify([answer.language, answer.schools, this.closed.checked]);
    const isNews = this.shown !== '' && this.shown !== now;
    if (this.shown !== now) {
      this.shown = now;
      const focused = document.activeElement?.id;
      byId('schools').replaceChildren(...schools(answer.schools, this.words, this.closed.checked, this.place.open));
      if (focused) {
        document.getElementById(focused)?.focus();
      }
    }

    // Said to who cannot see it: when it was asked for, or when there is something new; not every minute.
    if (told || isNews) {
      const count = answer.schools.flatMap((school) => school.cases).filter((one) => !one.closed).length;
      byId('news').textContent = `${updated} ${this.words.openCases.replace('{0}', String(count))}`;
    }
  }

  /** What stands there stays, and is said to be of an earlier time. */
  private fail(sentence: string): void {
    const problem = byId('problem');
    problem.textContent = this.shown ? `${sentence} ${this.words.stillFrom.replace('{0}', this.at)}` : sentence;
    problem.hidden = false;
    if (!this.shown) {
      byId('schools').replaceChildren();
    }
  }

  /** Somebody who may not see the list, or not any more. */
  private clear(): void {
    this.shown = '';
    byId('updated').textContent = '';
    byId('schools').replaceChildren();
  }

  private speak(language: string, words: Words): void {
    this.words = words;
    say(language, words);
    this.note();
  }

  private note(): void {
    byId('note').hidden = !this.place.isPlayground;
    byId('note').textContent = this.place.isPlayground ? this.words.playground : '';
  }
}

function say(language: string, words: Words): void {
  document.documentElement.lang = language;
  document.title = words.title;
  byId('title').textContent = words.title;
  byId('intro').textContent = words.intro;
  byId('refresh').textContent = words.refresh;
  byId('closed-label').textContent = words.showClosed;
}

/** The words, however long they take: without them there is nothing to say. */
async function begin(locale: string): Promise<Start> {
  for (;;) {
    try {
      const response = await fetch(`/caseload/words?locale=${encodeURIComponent(locale)}`);
      const start: Start = await response.json();
      say(start.language, start.words);
      return start;
    } catch {
      await new Promise((again) => setTimeout(again, AGAIN));
    }
  }
}

async function start(): Promise<void> {
  let spoken = await begin(navigator.language);
  byId('schools').textContent = spoken.words.loading;
  try {
    const place = await findPlace(spoken.hosts);
    if (place.locale !== navigator.language) {
      spoken = await begin(place.locale);
    }
    await new Caseload(place, spoken.words).refresh(false);
  } catch (error) {
    byId('schools').replaceChildren();
    byId('problem').textContent = error instanceof NotInTeams ? spoken.words.notInTeams : spoken.words.unreachable;
    byId('problem').hidden = false;
  }
}

void start();
