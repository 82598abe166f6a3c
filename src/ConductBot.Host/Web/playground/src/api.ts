import type { Answer, Press, Say, School } from './types';

/** A sentence that may be shown as it is. */
export class Problem extends Error {
  constructor(message: string, private readonly status?: number) {
    super(message);
  }

  /** The server did its part and the bot did not: what was said stands in the conversation. */
  get isBots(): boolean {
    return this.status === 502;
  }
}

export async function schools(): Promise<School[]> {
  return (await ask('GET', 'schools')).json();
}

/** Tells the bot that it was added to a person's chat, or without a person to the team; once. */
export async function open(school: string, person?: string): Promise<void> {
  await ask('POST', `${school}/open`, { person });
}

export async function send(school: string, say: Say): Promise<void> {
  await ask('POST', `${school}/send`, { mention: false, ...say });
}

export async function invoke(school: string, press: Press): Promise<Answer> {
  return (await ask('POST', `${school}/invoke`, press)).json();
}

export async function reset(school: string): Promise<void> {
  await ask('POST', `${school}/reset`, {});
}

export const stream = (school: string): EventSource => new EventSource(`/playground/api/${school}/stream`);

async function ask(method: string, path: string, body?: unknown): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/playground/api/${path}`, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Problem('The playground’s server cannot be reached.');
  }

  if (!response.ok) {
    const answer = await response.json().catch(() => undefined);
    throw new Problem(answer?.error?.message ?? `The server answered with status ${response.status}.`, response.status);
  }

  return response;
}
