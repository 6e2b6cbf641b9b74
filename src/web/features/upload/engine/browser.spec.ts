import { unanswered } from './browser.js';

describe('a part that got no answer', () => {
  const own = 'https://lianke.example';
  const yes = () => Promise.resolve(true);
  const no = () => Promise.resolve(false);

  it('is waited for when the network is gone, wherever it was to go', async () => {
    expect(await unanswered('/api/v1/parts/a/1', own, yes)).toMatchObject({ kind: 'network' });
    expect(await unanswered('https://files.example/lianke/a', own, no)).toMatchObject({ kind: 'network' });
  });

  it('is tried a few times when we answer and only the store does not', async () => {
    expect(await unanswered('https://files.example/lianke/a', own, yes)).toMatchObject({
      kind: 'again',
      code: 'store_unavailable',
    });
  });
});
