import { terminalLanguage } from './config/language.js';
import { portInUse } from './port-in-use.js';

/** Refusals that are their own explanation, by name; anything else is told with where it came from. */
const EXPECTED = new Set(['SettingsError', 'StartRefused', 'IndexInUseError']);

/** Says in one sentence on standard error why the program cannot start, and ends it. */
export function failStart(error: unknown): never {
  const { name, message, stack, text, zh } = (
    error instanceof Error ? error : new Error(String(error))
  ) as Error & { text?: { zh: string; en: string }; zh?: string };
  const busy = portInUse(error);
  const language = terminalLanguage();
  const begin = { zh: '联课无法启动：', en: 'Lianke cannot start: ' }[language];
  process.stderr.write(
    `${begin}${(busy ?? text)?.[language] ?? (language === 'zh' ? zh : null) ?? message}\n`,
  );
  if (busy === null && !EXPECTED.has(name)) process.stderr.write(`${stack ?? ''}\n`);
  process.exit(1);
}
