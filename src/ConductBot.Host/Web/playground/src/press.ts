import type { Pressed } from './card';
import type { Store } from './store';
import type { Answer, Message, Person, Say } from './types';

/**
 * Sends a press of a card's button as Teams would: Action.Execute is an invoke, Action.Submit a message with a value.
 * Gives back a sentence to show below the card, if there is one; throws the reason it did not work.
 */
export async function send(store: Store, viewer: Person, message: Message, pressed: Pressed): Promise<string | undefined> {
  if (pressed.kind === 'execute') {
    const { id, title, verb, data } = pressed;
    return read(await store.press({ person: viewer.key, message: message.id, action: { id, title, verb, data }, trigger: 'manual' }));
  }

  await store.send({ ...submission(pressed.data), ...where(viewer, message), mention: message.place === 'channel' });
  return undefined;
}

export const where = (viewer: Person, message: Message): Pick<Say, 'person' | 'place' | 'thread' | 'replyTo'> => ({
  person: viewer.key,
  place: message.place === 'channel' ? 'channel' : 'chat',
  thread: message.thread,
  replyTo: message.id,
});

interface Msteams {
  type?: string;
  text?: string;
  displayText?: string;
  value?: unknown;
}

/** data.msteams makes a submit look like typed words (imBack), or like a message with words of its own (messageBack). */
function submission(data: unknown): Pick<Say, 'text' | 'shown' | 'value'> {
  if (typeof data !== 'object' || data === null) {
    return { value: data };
  }

  const { msteams, ...value } = data as { msteams?: Msteams };
  if (!msteams) {
    return { value };
  }
  switch (msteams.type) {
    case 'imBack':
      return { text: String(msteams.value ?? '') };
    case 'messageBack':
      return { text: msteams.text, shown: msteams.displayText, value: { ...value, ...parsed(msteams.value) } };
    default:
      throw new Error(`The playground does not do “${msteams.type}”.`);
  }
}

function parsed(value: unknown): object {
  try {
    const json: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    return typeof json === 'object' && json !== null ? json : {};
  } catch {
    return {};
  }
}

function read(answer: Answer): string | undefined {
  switch (answer.type) {
    case 'application/vnd.microsoft.card.adaptive':
      return undefined;
    case 'application/vnd.microsoft.activity.message':
      return String(answer.value);
    case 'application/vnd.microsoft.activity.loginRequest':
      throw new Error('ConductBot asks for a sign-in, which the playground does not do.');
    default:
      throw new Error((answer.value as { message?: string } | null)?.message ?? 'Something went wrong. Please try again.');
  }
}
