import { currentLocale } from '../i18n/index.js';

/** `1.4 MB`; binary steps, as file managers show them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = -1;
  do {
    value /= 1024;
    unit += 1;
  } while (value >= 1024 && unit < units.length - 1);
  return `${value >= 100 ? value.toFixed(0) : value.toFixed(1)} ${units[unit]}`;
}

/** Seconds as `4:05` or `1:02:09`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const h = Math.floor(whole / 3600);
  const m = Math.floor((whole % 3600) / 60);
  const s = String(whole % 60).padStart(2, '0');
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s}` : `${m}:${s}`;
}

const localeTag = () => (currentLocale() === 'zh' ? 'zh-CN' : 'en-GB');

/** The day; the year only when it is another one. */
export function formatDate(iso: string, now = Date.now()): string {
  const date = new Date(iso);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(localeTag(), {
    year: sameYear ? undefined : 'numeric',
    month: 'short',
    day: 'numeric',
  }).format(date);
}

/** A day without a time, `2026-09-01`, as {@link formatDate} writes it: the same in every time zone. */
export function formatPlainDay(day: string, now = Date.now()): string {
  return new Intl.DateTimeFormat(localeTag(), {
    year: day.startsWith(String(new Date(now).getFullYear())) ? undefined : 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}

export function formatDay(iso: string): string {
  return new Intl.DateTimeFormat(localeTag(), { year: 'numeric', month: 'short', day: 'numeric' }).format(
    new Date(iso),
  );
}

/** The last day that is wholly before an instant: what people call the end of `[from, until)`. */
export function formatLastDay(until: string): string {
  return formatDay(new Date(Date.parse(until) - 1).toISOString());
}

/** Day and time to the minute; with seconds where they are not zero. */
export function formatMoment(iso: string): string {
  const date = new Date(iso);
  return new Intl.DateTimeFormat(localeTag(), {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: date.getSeconds() === 0 ? undefined : '2-digit',
    hourCycle: 'h23',
  }).format(date);
}

/** `3 小时前` within a week, the day after that. */
export function formatAgo(iso: string, now = Date.now()): string {
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000);
  const relative = new Intl.RelativeTimeFormat(localeTag(), { numeric: 'auto' });
  const past = Math.abs(seconds);
  if (past < 60) return currentLocale() === 'zh' ? '刚刚' : 'just now';
  if (past < 3600) return relative.format(Math.round(seconds / 60), 'minute');
  if (past < 86_400) return relative.format(Math.round(seconds / 3600), 'hour');
  if (past < 7 * 86_400) return relative.format(Math.round(seconds / 86_400), 'day');
  return formatDate(iso, now);
}
