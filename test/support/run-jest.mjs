// Runs Jest in ESM mode. Without `--selectProjects NAME`: everything but the long runs; `--deep` runs only those.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Several files at a time. */
const SIDE_BY_SIDE = ['unit', 'architecture', 'contract', 'medium'];
/** Two files at a time: they start whole installations, encoders and browsers, and for much of their time wait for them. */
const IN_PAIRS = ['e2e', 'web'];

const argv = process.argv.slice(2);
const rest = argv.filter((word) => word !== '--deep');
const named = rest.indexOf('--selectProjects');
const [, name] = named < 0 ? [] : rest.splice(named, 2);

if (name !== undefined) process.exit(run([name]));
if (argv.includes('--deep')) process.exit(run(['deep']));
// A path that is given may name files of one kind only.
process.exit(Math.max(run(SIDE_BY_SIDE, '--passWithNoTests'), run(IN_PAIRS, '--passWithNoTests')));

/** The exit code of one Jest run, whose projects are all of one kind. */
function run(projects, ...more) {
  const own = rest.some((word) => /^(--maxWorkers|-w|--runInBand|-i)\b/.test(word));
  const most = SIDE_BY_SIDE.includes(projects[0]) ? 4 : IN_PAIRS.includes(projects[0]) ? 2 : 1;
  const workers = Math.min(most, availableParallelism());
  // Jest takes everything behind --selectProjects for a project: paths go before it.
  const words = [
    ...rest,
    ...(own ? [] : [`--maxWorkers=${workers}`]),
    ...more,
    '--selectProjects',
    ...projects,
  ];
  const { status } = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', ...words],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --disable-warning=ExperimentalWarning`,
      },
    },
  );
  return status ?? 1;
}
