import { crashCourse, KILL_POINTS } from '../support/crash-course.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { shortened } from '../support/services.js';
import { foundGroup } from '../support/small-group.js';

/** Each time at another moment within each step. */
const COURSES = shortened ? 1 : 2;

describe('uploads, processing and SIGKILL, at length', () => {
  let app: RunningApp;
  afterAll(async () => {
    await app.stop();
    await removeData(app);
  });

  it('nothing acknowledged is lost and nothing stays "processing", at many moments of every step', async () => {
    app = await startApp({ stack: [] });
    const points = Array.from({ length: COURSES }, () => KILL_POINTS).flat();
    const course = await crashCourse(app, await foundGroup(app), points, Math.random);
    app = course.app;
    expect(course.faults).toEqual([]);
  }, 1_200_000);
});
