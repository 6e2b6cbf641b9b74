import { terminalLanguage } from '../config/language.js';

/** A sentence in both languages. */
export interface Text {
  zh: string;
  en: string;
}

export const language = terminalLanguage();

/** The sentence in the language of this terminal. */
export const say = (text: Text): string => text[language];

/** A command that cannot go on, for a reason that one sentence tells. */
export class CliError extends Error {
  override readonly name = 'CliError';
  constructor(readonly text: Text) {
    super(text.en);
  }
}
