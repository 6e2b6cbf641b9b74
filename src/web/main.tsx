import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { Providers } from './app/providers.js';
import { createRouter } from './app/routes.js';
import { startI18n } from './i18n/index.js';
import './app/global.css';
import './app/shell.css';
import './ui/ui.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element');

void startI18n().then(() => {
  createRoot(root).render(
    <Providers>
      <RouterProvider router={createRouter()} />
    </Providers>,
  );
});
