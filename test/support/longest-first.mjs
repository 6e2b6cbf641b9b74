import { createRequire } from 'node:module';

// Jest's own, which CommonJS alone can give.
const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/** Files that take a minute or more: begun last, one of them would keep one processor busy while the others have nothing left. */
const LONG =
  /rights-(matrix|walk|replay)|every-page|uploads-crash|processing-crash|late-workers|hostile-documents|office-formats/;

/** Long files first; among the others Jest's order: by how long they took here before, else by their size. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const ordered = super.sort([...tests]);
    const isLong = ({ path }) => LONG.test(path);
    return [...ordered.filter(isLong), ...ordered.filter((test) => !isLong(test))];
  }
}
