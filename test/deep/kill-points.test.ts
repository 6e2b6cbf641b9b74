import { crashCourse, FEW_KILL_POINTS, KILL_POINTS } from '../support/crash-course.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { shortened } from '../support/services.js';
import { foundGroup } from '../support/small-group.js';

/** Each time at another moment within each step; shortened, those alone which no other test kills. */
const POINTS = shortened
  ? KILL_POINTS.filter((point) => !FEW_KILL_POINTS.includes(point))
  : [...KILL_POINTS, ...KILL_POINTS];

describe('uploads, processing and SIGKILL, at length', () => {
  let app: RunningApp;
  afterAll(async () => {
    await app.stop();
    await removeData(app);
  });

  it('nothing acknowledged is lost and nothing stays "processing", at many moments of every step', async () => {
    app = await startApp({ stack: [] });
    const course = await crashCourse(app, await foundGroup(app), POINTS, Math.random);
    app = course.app;
    expect(course.faults).toEqual([]);
  }, 1_200_000);
});
