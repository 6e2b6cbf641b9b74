import { AtOnce } from './at-once.js';

const refused = { code: 'too_many_requests' };
const refusal = (take: () => unknown) => {
  try {
    take();
  } catch (error) {
    return error;
  }
  return null;
};

describe('places for work that takes long', () => {
  it('are few for each person, and for all together', () => {
    const places = new AtOnce({ each: 2, all: 3 });
    places.take('a');
    places.take('a');
    expect(refusal(() => places.take('a'))).toMatchObject(refused);
    places.take('b');
    expect(refusal(() => places.take('c'))).toMatchObject(refused);
  });

  it('are free again once given back, and once only', () => {
    const places = new AtOnce({ each: 1, all: 2 });
    const back = places.take('a');
    places.take('b');
    back();
    back();
    places.take('c');
    expect(refusal(() => places.take('a'))).toMatchObject(refused);
  });
});
