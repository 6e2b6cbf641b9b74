import { rightInPlan } from './plan-right.js';

describe('what the people of a plan may do with what it shows', () => {
  const open = { licence: 'GROUP-ONLY', licenceUntil: null, audience: null } as const;
  const unbounded = { ...open, visibleFrom: null, visibleUntil: null };
  const forLooking = { preset: 'school', previewOnly: true } as const;

  it.each([
    ['anything', unbounded, 'download'],
    ['what its licence lets readers look at', { ...unbounded, licence: 'TEXTBOOK-PUBLISHER' }, 'view'],
    ['what is for looking only', { ...unbounded, audience: forLooking }, 'view'],
    ['what begins later', { ...unbounded, visibleFrom: 11 }, null],
    ['what begins now', { ...unbounded, visibleFrom: 10 }, 'download'],
    ['what ends now', { ...unbounded, visibleUntil: 10 }, null],
    ['what ends later', { ...unbounded, visibleUntil: 11 }, 'download'],
    [
      'what was licensed until now',
      { ...unbounded, licence: 'THIRD-PARTY-LICENSED', licenceUntil: 10 },
      null,
    ],
  ] as const)('%s', (_what, record, right) => {
    expect(rightInPlan(record, 10)).toBe(right);
  });
});
