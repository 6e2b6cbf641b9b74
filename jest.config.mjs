const common = {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'json'],
  transform: { '^.+\\.tsx?$': '@swc/jest' },
  setupFiles: ['<rootDir>/test/support/setup.ts'],
  rootDir: import.meta.dirname,
};

const project = (displayName, testMatch) => ({ ...common, displayName, testMatch });

/** Suites in which real programs run against the clock. */
const timed = (displayName, testMatch) => ({
  ...project(displayName, testMatch),
  setupFilesAfterEnv: ['<rootDir>/test/support/retry.ts'],
});

/** One Jest project per height of test, so that each can be run alone: `npx jest --selectProjects unit`. */
export default {
  projects: [
    project('unit', ['<rootDir>/src/**/*.spec.ts']),
    project('architecture', ['<rootDir>/test/architecture/**/*.test.ts']),
    timed('contract', ['<rootDir>/test/contract/**/*.test.ts']),
    timed('medium', ['<rootDir>/test/medium/**/*.test.ts']),
    timed('e2e', ['<rootDir>/test/e2e/**/*.test.ts']),
    timed('web', ['<rootDir>/test/web/**/*.test.ts']),
    project('deep', ['<rootDir>/test/deep/**/*.test.ts']),
  ],
  testTimeout: 60_000,
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  // Each file leaves something behind in its process, which makes the next ones slower: a process that has grown is replaced.
  workerIdleMemoryLimit: '500MB',
};
