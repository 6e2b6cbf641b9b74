/** The language of the terminal that a command writes to, by the customs of POSIX: Chinese where the locale says so. */
export function terminalLanguage(env: Record<string, string | undefined> = process.env): 'zh' | 'en' {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
}
