// Runs Jest in ESM mode. Without arguments: everything but the long runs; `--deep` runs only those.
import { spawnSync } from 'node:child_process';

const argv = process.argv.slice(2);
const deep = argv.includes('--deep');
const rest = argv.filter((a) => a !== '--deep');
const named = rest.indexOf('--selectProjects');
const projects = ['unit', 'architecture', 'contract', 'medium', 'e2e', 'web'];
// Jest takes everything behind --selectProjects for a project: one name only, and paths go before it.
const selection = named >= 0 ? rest.splice(named, 2) : ['--selectProjects', ...(deep ? ['deep'] : projects)];
const result = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...rest, ...selection],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --disable-warning=ExperimentalWarning`,
    },
  },
);
process.exit(result.status ?? 1);
