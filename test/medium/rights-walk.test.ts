import { campaign } from '../support/rights-inner-walk.js';

/** Another one each time would find more, and tell less: the long runs take the time of day for it. */
const SEED = 20260901;

describe('rights', () => {
  it('agree with the model after every one of 2,000 random steps in worlds of every shape', async () => {
    expect(await campaign({ steps: 2_000, seed: SEED })).toBeNull();
  }, 600_000);
});
