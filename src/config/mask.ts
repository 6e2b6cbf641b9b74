import type { Settings } from './settings.js';

/** The settings as they may be shown to an administrator or written to a log: passwords inside addresses and secret keys are masked. */
export function maskSettings(settings: Settings): unknown {
  return JSON.parse(JSON.stringify(settings), (key, value: unknown) => {
    if (typeof value === 'string' && (key === 'key' || /secret|password|token/i.test(key))) return '***';
    if (typeof value !== 'string' || !/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return value;
    const url = new URL(value);
    if (url.password) url.password = '***';
    return url.toString();
  });
}
