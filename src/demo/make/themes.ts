/** Colours of a deck, six hexadecimal digits without `#`. */
export interface Theme {
  dark: string;
  main: string;
  soft: string;
  accent: string;
}

const THEMES: Record<string, Theme> = {
  语文: { dark: '6B2D1F', main: 'A8442E', soft: 'FBF3EE', accent: 'D9A25F' },
  数学: { dark: '173B6C', main: '2762B0', soft: 'EEF4FC', accent: 'F2A33A' },
  英语: { dark: '4A2A6B', main: '7444A8', soft: 'F5F0FB', accent: '3FB3A4' },
  科学: { dark: '14532D', main: '25824A', soft: 'EDF8F0', accent: 'F0B429' },
  道德与法治: { dark: '7A1F2B', main: 'B23A48', soft: 'FCEFF0', accent: 'E0A63B' },
  物理: { dark: '0F3B4C', main: '17708F', soft: 'EAF6FA', accent: 'EF7B45' },
  化学: { dark: '22406B', main: '3E6FB5', soft: 'EEF3FB', accent: '57B894' },
  历史: { dark: '4B3621', main: '7D5A34', soft: 'F9F4EC', accent: 'B5462F' },
  生物学: { dark: '1F4D2B', main: '3B8B4F', soft: 'EFF8F0', accent: 'E58F3C' },
  地理: { dark: '0B4A5E', main: '1A7F9C', soft: 'EAF6F9', accent: '7FB23A' },
};
const PLAIN: Theme = { dark: '1F2937', main: '475569', soft: 'F3F5F8', accent: 'E09F3E' };

/** The colours that belong to a subject. */
export const themeOf = (subject: string): Theme => THEMES[subject] ?? PLAIN;
