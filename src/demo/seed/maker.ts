import { setPriority } from 'node:os';
import { DEMO_RESOURCES } from '../resources.js';
import type { MadeFile, MakeRequest } from './making.js';

/** A process of its own that writes the demo's files, so that drawing them never holds up anybody's page. */
const LOW_PRIORITY = 10;

let turn: Promise<void> = Promise.resolve();

async function make({ resource, index, path, ffmpegPath }: MakeRequest): Promise<void> {
  const file = DEMO_RESOURCES.find(({ key }) => key === resource)?.files[index];
  if (!file) throw new Error(`The demo has no file ${index} of ${resource}.`);
  await file.make(path, { ffmpegPath });
}

function answer(made: MadeFile): void {
  process.send?.(made);
}

process.on('message', (request: MakeRequest) => {
  turn = turn
    .then(() => make(request))
    .then(
      () => answer({ path: request.path, error: null }),
      (error: unknown) => answer({ path: request.path, error: String(error) }),
    );
});
// Whoever asked has died.
process.on('disconnect', () => process.exit(0));
setPriority(LOW_PRIORITY);
