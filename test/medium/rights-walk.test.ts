import { walked } from '../support/rights/walked.js';
import { testStack } from '../support/services.js';

/** Another one each time would find more, and tell less: the long runs take the time of day for it. */
const SEED = 20260901;
/** On other services the same rules are walked for a while: what differs there is how they are asked for. */
const STEPS = testStack.length === 0 ? 2_000 : 300;

describe('rights', () => {
  it(`agree with the model after every one of ${STEPS} random steps in worlds of every shape`, async () => {
    expect(await walked(STEPS, SEED)).toBeNull();
  }, 900_000);
});
