import { currentLocale } from '../i18n/index.js';

/** In the order in which they are asked: most browsers also name the ones they descend from. */
const BROWSERS: [RegExp, string | { zh: string; en: string }][] = [
  [/MicroMessenger/i, { zh: '微信', en: 'WeChat' }],
  [/DingTalk/i, { zh: '钉钉', en: 'DingTalk' }],
  [/QQBrowser/i, 'QQ Browser'],
  [/HuaweiBrowser/i, 'Huawei Browser'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: typeof BROWSERS = [
  [/OpenHarmony|HarmonyOS/i, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** `Chrome · Windows` of a User-Agent; the beginning of it where neither is known. */
export function deviceName(userAgent: string): string {
  const find = (list: typeof BROWSERS) => {
    const name = list.find(([pattern]) => pattern.test(userAgent))?.[1];
    return typeof name === 'object' ? name[currentLocale()] : name;
  };
  const known = [find(BROWSERS), find(SYSTEMS)].filter(Boolean).join(' · ');
  return known || userAgent.slice(0, 40) || '—';
}
