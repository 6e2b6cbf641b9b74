const common = {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'json'],
  transform: { '^.+\\.tsx?$': '@swc/jest' },
  setupFiles: ['<rootDir>/test/support/setup.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/support/retry.ts'],
  rootDir: import.meta.dirname,
};

const project = (displayName, testMatch) => ({ ...common, displayName, testMatch });

/** One Jest project per height of test, so that each can be run alone: `npx jest --selectProjects unit`. */
export default {
  projects: [
    project('unit', ['<rootDir>/src/**/*.spec.ts']),
    project('architecture', ['<rootDir>/test/architecture/**/*.test.ts']),
    project('contract', ['<rootDir>/test/contract/**/*.test.ts']),
    project('medium', ['<rootDir>/test/medium/**/*.test.ts']),
    project('e2e', ['<rootDir>/test/e2e/**/*.test.ts']),
    project('web', ['<rootDir>/test/web/**/*.test.ts']),
    project('deep', ['<rootDir>/test/deep/**/*.test.ts']),
  ],
  testTimeout: 60_000,
};
