import { createBrowserRouter } from 'react-router';
import { BootScreen } from './boot-screen.js';
import { RouteError } from './route-error.js';
import { Shell } from './shell.js';
import { NotFoundPage } from '../ui/states.js';

/** Every page is a chunk of its own; the shell stays while one is fetched. */
export function createRouter() {
  return createBrowserRouter([
    {
      HydrateFallback: BootScreen,
      ErrorBoundary: RouteError,
      children: [
        {
          path: '/login',
          lazy: async () => ({ Component: (await import('../features/auth/login-page.js')).LoginPage }),
        },
        {
          path: '/setup',
          lazy: async () => ({ Component: (await import('../features/auth/setup-page.js')).SetupPage }),
        },
        {
          path: '/unsubscribe/:token',
          lazy: async () => ({
            Component: (await import('../features/mail/unsubscribe-page.js')).UnsubscribePage,
          }),
        },
        {
          path: '/s/:token',
          lazy: async () => ({
            Component: (await import('../features/sharing/visitor-page.js')).VisitorPage,
          }),
        },
        {
          Component: Shell,
          children: [
            {
              ErrorBoundary: RouteError,
              children: [
                {
                  index: true,
                  lazy: async () => ({ Component: (await import('../features/home/home-page.js')).HomePage }),
                },
                {
                  path: 'search',
                  lazy: async () => ({
                    Component: (await import('../features/search/search-page.js')).SearchPage,
                  }),
                },
                {
                  path: 'resources/:id',
                  lazy: async () => ({
                    Component: (await import('../features/resource/resource-page.js')).ResourcePage,
                  }),
                },
                {
                  path: 'resources/:id/edit',
                  lazy: async () => ({
                    Component: (await import('../features/editor/edit-page.js')).EditPage,
                  }),
                },
                {
                  path: 'collections',
                  lazy: async () => ({
                    Component: (await import('../features/collections/collections-page.js')).CollectionsPage,
                  }),
                },
                {
                  path: 'collections/coverage',
                  lazy: async () => ({
                    Component: (await import('../features/coverage/coverage-page.js')).CoveragePage,
                  }),
                },
                {
                  path: 'collections/:id',
                  lazy: async () => ({
                    Component: (await import('../features/collections/collection-page.js')).CollectionPage,
                  }),
                },
                {
                  path: 'collections/:id/edit',
                  lazy: async () => ({
                    Component: (await import('../features/collections/curate-page.js')).CuratePage,
                  }),
                },
                {
                  path: 'plans',
                  lazy: async () => ({
                    Component: (await import('../features/preparation/plans-page.js')).PlansPage,
                  }),
                },
                {
                  path: 'plans/:id',
                  lazy: async () => ({
                    Component: (await import('../features/preparation/plan-page.js')).PlanPage,
                  }),
                },
                {
                  path: 'plans/:id/lessons/:lessonId',
                  lazy: async () => ({
                    Component: (await import('../features/preparation/lesson-page.js')).LessonPage,
                  }),
                },
                {
                  path: 'proposals',
                  lazy: async () => ({
                    Component: (await import('../features/proposals/proposals-page.js')).ProposalsPage,
                  }),
                },
                {
                  path: 'reviews/figures',
                  lazy: async () => ({
                    Component: (await import('../features/review/figures-page.js')).FiguresPage,
                  }),
                },
                ...['reviews', 'reviews/:id'].map((path) => ({
                  path,
                  lazy: async () => ({
                    Component: (await import('../features/review/desk-page.js')).DeskPage,
                  }),
                })),
                {
                  path: 'upload',
                  lazy: async () => ({
                    Component: (await import('../features/upload/upload-page.js')).UploadPage,
                  }),
                },
                {
                  path: 'mine',
                  lazy: async () => ({ Component: (await import('../features/mine/mine-page.js')).MinePage }),
                },
                {
                  path: 'organization',
                  lazy: async () => ({
                    Component: (await import('../features/organization/organization-page.js'))
                      .OrganizationPage,
                  }),
                },
                {
                  path: 'audit',
                  lazy: async () => ({
                    Component: (await import('../features/audit/audit-page.js')).AuditPage,
                  }),
                },
                {
                  path: 'password',
                  lazy: async () => ({
                    Component: (await import('../features/auth/password-page.js')).PasswordPage,
                  }),
                },
                { path: '*', Component: NotFoundPage },
              ],
            },
          ],
        },
      ],
    },
  ]);
}
