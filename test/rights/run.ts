import { campaign } from '../support/rights/inner-walk.js';

/**
 * `npm run rights -- [STEPS] [SEED]`: walks so many random steps (2,000 unless said otherwise) and holds the program
 * against the model after each. Without a seed another one each time. Ends with 1 and the shortened walk when they
 * disagree.
 */
const [steps = '2000', seed] = process.argv.slice(2);
const first = seed === undefined ? Date.now() % 1_000_000_000 : Number(seed);
const began = Date.now();
console.log(`${steps} steps, seed ${first}`);
const found = await campaign({
  steps: Number(steps),
  seed: first,
  onProgress: (done) => {
    if (done % 1_000 === 0) console.log(`${done} steps, ${Math.round((Date.now() - began) / 1_000)} s`);
  },
});
console.log(found ?? 'Program and model agree.');
process.exit(found === null ? 0 : 1);
