/**
 * Runs Jest in ESM mode. `--selectProjects NAME`: one project, whole. Otherwise what is asked for:
 *   (nothing)  a few minutes: everything that is quick, and the main job over HTTP and in the browser
 *   --all      everything but the long runs; so it is with a path, too
 *   --deep     the long runs alone
 */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Several files at a time. */
const SIDE_BY_SIDE = ['unit', 'architecture', 'contract', 'medium'];
/** Two files at a time: they start whole installations, encoders and browsers, and for much of their time wait for them. */
const IN_PAIRS = ['e2e', 'web'];

/** Of the quick kinds, files that take ten seconds to minutes: long proofs, crashes, hostile and old formats, large things. */
const SLOW = [
  'contract/media-(bare|hostile|office-formats|documents|video)',
  'medium/rights-(matrix|replay)',
  'medium/(search-difference|open-streams|outbox-redis|outbox-crash|part-refusals|scheduled-endings)',
  'medium/(content-origin|preview-only|watermark)',
  'medium/(process-again|processing-once|heavy-document|collections-order|collection-take)',
];
/** Of the slow kinds, what stands for the rest. */
const MAIN_JOB = ['test/e2e/main-job', 'test/web/story'];

const argv = process.argv.slice(2);
const words = argv.filter((word) => word !== '--deep' && word !== '--all');
const named = words.indexOf('--selectProjects');
const [, name] = named < 0 ? [] : words.splice(named, 2);
const everything = argv.includes('--all') || words.some((word) => !word.startsWith('-'));

if (name !== undefined) process.exit(run([name]));
if (argv.includes('--deep')) process.exit(run(['deep']));
// A path that is given may name files of one kind only.
if (everything)
  process.exit(Math.max(run(SIDE_BY_SIDE, '--passWithNoTests'), run(IN_PAIRS, '--passWithNoTests')));
process.exit(Math.max(run(SIDE_BY_SIDE, '--testPathIgnorePatterns', ...SLOW), run(IN_PAIRS, ...MAIN_JOB)));

/** The exit code of one Jest run, whose projects are all of one kind. */
function run(projects, ...more) {
  const own = words.some((word) => /^(--maxWorkers|-w|--runInBand|-i)\b/.test(word));
  const most = SIDE_BY_SIDE.includes(projects[0]) ? 4 : IN_PAIRS.includes(projects[0]) ? 2 : 1;
  // Without browsers, waiting for leases and deadlines leaves room for one file more than there are processors.
  const beside = projects.join() === 'e2e' ? 1 : 0;
  const workers = Math.min(most, availableParallelism()) + beside;
  const { status } = spawnSync(
    process.execPath,
    [
      '--experimental-vm-modules',
      'node_modules/jest/bin/jest.js',
      // Jest takes everything behind --selectProjects for a project: paths go before it.
      ...words,
      ...more,
      ...(own ? [] : [`--maxWorkers=${workers}`]),
      '--selectProjects',
      ...projects,
    ],
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
