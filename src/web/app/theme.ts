import type { ThemeConfig } from 'antd';

/** The few colours everything is made of; app/global.css repeats them as CSS variables. */
export const palette = {
  ink: '#2b2823',
  muted: '#6b6357',
  faint: '#786f61',
  paper: '#f7f4ed',
  surface: '#ffffff',
  line: '#e7e0d3',
  pine: '#1c6a57',
  pineDeep: '#124c3f',
  pineSoft: '#e6f0ec',
  cinnabar: '#b8432f',
  amber: '#9a6200',
} as const;

export const fontFamily =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', sans-serif";

/** Warm paper, pine green for what can be pressed, cinnabar for what cannot be undone. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: palette.pine,
    colorInfo: palette.pine,
    colorLink: palette.pine,
    colorLinkHover: palette.pineDeep,
    colorSuccess: '#2c7a3f',
    colorWarning: '#b87503',
    colorError: palette.cinnabar,
    colorErrorHover: '#9a3120',
    colorText: palette.ink,
    colorTextSecondary: palette.muted,
    colorTextTertiary: palette.faint,
    colorTextPlaceholder: '#776e61',
    colorTextDescription: palette.muted,
    colorBgLayout: palette.paper,
    colorBgMask: 'rgba(43, 40, 35, 0.32)',
    colorPrimaryBg: palette.pineSoft,
    colorPrimaryBgHover: '#d8e7e1',
    colorSuccessBg: '#e9f3ec',
    colorSuccessBorder: '#bcd9c4',
    colorInfoBg: palette.pineSoft,
    colorInfoBorder: '#bcd3c9',
    colorBorder: '#d3cabb',
    colorBorderSecondary: palette.line,
    borderRadius: 8,
    borderRadiusLG: 12,
    borderRadiusSM: 6,
    controlHeight: 36,
    fontSize: 14,
    fontFamily,
    boxShadowSecondary: '0 8px 28px rgba(60, 48, 28, 0.14)',
    motionDurationMid: '0.14s',
    motionDurationSlow: '0.2s',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    Tree: { nodeSelectedBg: palette.pineSoft, titleHeight: 28 },
    Tabs: { titleFontSize: 14, horizontalItemGutter: 24 },
    Modal: { titleFontSize: 17 },
    Table: { headerBg: '#faf7f1', headerColor: palette.muted },
  },
};
