/** What the server says, in its own names. */

export interface Person {
  key: string;
  name: string;
  role: string;
  mri: string;
  aadObjectId: string;
}

export interface School {
  id: string;
  name: string;
  policy: string;
  team: string;
  channel: string;
  people: Person[];
}

export interface Attachment {
  contentType: string;
  content?: unknown;
  name?: string;
}

export interface CardAction {
  type?: string;
  title?: string;
  value?: unknown;
}

export interface Message {
  id: string;
  /** `channel`, or `chat/` and a person's key. */
  place: string;
  thread?: string;
  /** A person's key, or `bot`. */
  from: string;
  at: string;
  text?: string;
  markdown?: boolean;
  mentionsBot?: boolean;
  summary?: string;
  alert?: boolean;
  attachments: Attachment[];
  suggestedActions: CardAction[];
  version: number;
  deleted?: boolean;
  undelivered?: string;
  views: Record<string, unknown>;
}

export interface State {
  messages: Message[];
}

export interface Say {
  person: string;
  place: 'chat' | 'channel';
  thread?: string;
  text?: string;
  mention?: boolean;
  value?: unknown;
  replyTo?: string;
  shown?: string;
  again?: string;
}

export interface Press {
  person: string;
  message: string;
  action: { id?: string; title?: string; verb?: string; data?: unknown };
  trigger: 'manual' | 'automatic';
}

/** The bot's answer to adaptiveCard/action. */
export interface Answer {
  statusCode: number;
  type: string;
  value: unknown;
}
