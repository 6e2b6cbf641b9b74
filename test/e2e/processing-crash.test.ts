import { crashCourse, KILL_POINTS } from '../support/crash-course.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { foundGroup } from '../support/small-group.js';

/** One of each kind of step; all of them, at many moments, are killed in test/deep. */
const FEW = ['verify', 'attach', 'convert', 'encode', 'index'];

describe('uploads, processing and SIGKILL', () => {
  let app: RunningApp;
  afterAll(async () => {
    await app.stop();
    await removeData(app);
  });

  it('nothing acknowledged is lost and nothing stays "processing", whichever step the process dies in', async () => {
    const points = KILL_POINTS.filter(({ name }) => FEW.includes(name));
    app = await startApp();
    const course = await crashCourse(app, await foundGroup(app), points, Math.random);
    app = course.app;
    expect(course.faults).toEqual([]);
  }, 600_000);
});
