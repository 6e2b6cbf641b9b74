import { App, ConfigProvider } from 'antd';
import type { Locale as AntdLocale } from 'antd/es/locale';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMenuKeys } from '../ui/use-menu-keys.js';
import { queryClient } from './query-client.js';
import { theme } from './theme.js';

const antdLocales: Record<string, AntdLocale> = { zh: zhCN, en: enUS };

/** What every page stands on: look, language of the controls, remembered answers. */
export function Providers({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  useMenuKeys();
  return (
    <ConfigProvider
      theme={theme}
      locale={antdLocales[i18n.language] ?? zhCN}
      button={{ autoInsertSpace: false }}
      // A long title ends before the button that closes the window.
      modal={{ styles: { title: { paddingInlineEnd: 28 } } }}
    >
      <App className="app-root" message={{ maxCount: 3 }}>
        <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}
