/** What the server says besides the cases; the names are those of its CaseloadWords. */
export interface Words {
  title: string;
  intro: string;
  loading: string;
  refresh: string;
  showClosed: string;
  updated: string;
  openCases: string;
  noneOpen: string;
  noneAtAll: string;
  case: string;
  status: string;
  reported: string;
  next: string;
  waits: string;
  links: string;
  urgent: string;
  openCard: string;
  openChat: string;
  nothingWaits: string;
  notInTeams: string;
  noConsent: string;
  notAccepted: string;
  notForYou: string;
  unreachable: string;
  stillFrom: string;
  failed: string;
  playground: string;
}

export interface Start {
  language: string;
  words: Words;
  /** Who may speak to the page as Teams. */
  hosts: string[];
}

export interface Answer {
  language: string;
  words: Words;
  at: string;
  schools: School[];
}

export interface School {
  name: string;
  cases: Case[];
}

export interface Case {
  reference: string;
  urgent: boolean;
  closed: boolean;
  status: string;
  reported: string;
  age: string;
  next: string;
  clause: string;
  waits: string[];
  cardLink?: string;
  chatLink: string;
}

/** Where the page is shown: in Teams, or in Development's playground. */
export interface Place {
  locale: string;
  isPlayground: boolean;
  /** A token for the person who looks. */
  token: () => Promise<string>;
  open: (link: string) => void;
}
