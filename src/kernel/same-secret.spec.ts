import { sameSecret } from './same-secret.js';

it('secrets are the same when every character is, whatever their length', () => {
  expect(sameSecret('潮平两岸阔', '潮平两岸阔')).toBe(true);
  expect(sameSecret('', '')).toBe(true);
  for (const other of ['潮平两岸', '潮平两岸阔 ', '潮平两岸闊', ''])
    expect(sameSecret('潮平两岸阔', other)).toBe(false);
});
