import { badgeOf } from './badge.js';

describe('badge of a school', () => {
  it.each([
    ['青禾梧桐里小学', '青禾教育集团', '梧桐'],
    ['石磐乡中心学校', '青禾教育集团', '石磐'],
    ['青禾', '青禾', '青禾'],
    ['North River School', 'Green Group', 'NR'],
  ])('%s in %s is %s', (school, group, badge) => {
    expect(badgeOf(school, group)).toBe(badge);
  });
});
