// Lets a child process of a test run TypeScript: node --import ./test/support/ts-loader.mjs file.ts
import { register } from 'node:module';

register('./ts-hooks.mjs', import.meta.url);
