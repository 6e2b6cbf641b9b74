// Runs Jest in ESM mode. Without arguments: everything but the long runs; `--deep` runs only those.
import { spawnSync } from 'node:child_process';

const argv = process.argv.slice(2);
const deep = argv.includes('--deep');
const rest = argv.filter((a) => a !== '--deep');
const projects = ['unit', 'architecture', 'contract', 'medium', 'e2e', 'web'];
const selection = rest.includes('--selectProjects')
  ? []
  : ['--selectProjects', ...(deep ? ['deep'] : projects)];
const result = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...selection, ...rest],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --disable-warning=ExperimentalWarning`,
    },
  },
);
process.exit(result.status ?? 1);
