import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Locale } from '../domain/locale.js';
import type { Role } from '../domain/roles.js';
import type { Words } from './i18n/words.js';

/** Who looks at the page. */
export interface Person {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly institutionName: string | null;
}

/** What every page is drawn in: language, person, tokens of its forms. */
export interface Frame {
  readonly locale: Locale;
  readonly words: Words;
  /** Path and query of this page, for the language switch and the way back after sign-in. */
  readonly address: string;
  readonly person: Person | null;
  readonly csrfToken: string;
  /** A new command key; rendered once into a form, so that sending the form twice is one command. */
  readonly newKey: () => string;
  /** Demonstration data is in the database. */
  readonly demo: boolean;
  /** Mails are kept by Salur's own inbox. */
  readonly localInbox: boolean;
  /** What has just been done, said once. */
  readonly done: string | null;
  readonly stylesheet: string;
  readonly now: Date;
}

export const FrameContext = createContext<Frame | null>(null);

export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (frame === null) throw new Error('A part of a page was drawn outside its frame');
  return frame;
}
export function useWords(): Words {
  return useFrame().words;
}
