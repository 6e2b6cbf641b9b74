export { DEMO_DEPARTMENTS, DEMO_GROUPS, DEMO_PASSWORD, DEMO_PEOPLE, DEMO_SCHOOLS } from './organization.js';
export { DEMO_RESOURCES } from './resources.js';
export { demoFiles, type DemoFilesOptions, type MadeFile } from './files.js';
export * from './types.js';
