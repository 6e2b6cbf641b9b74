import { crashCourse, FEW_KILL_POINTS } from '../support/crash-course.js';
import { removeData, startApp, type RunningApp } from '../support/app.js';
import { foundGroup } from '../support/small-group.js';

describe('uploads, processing and SIGKILL', () => {
  let app: RunningApp;
  afterAll(async () => {
    await app.stop();
    await removeData(app);
  });

  it('nothing acknowledged is lost and nothing stays "processing", whichever step the process dies in', async () => {
    app = await startApp();
    const course = await crashCourse(app, await foundGroup(app), FEW_KILL_POINTS, Math.random);
    app = course.app;
    expect(course.faults).toEqual([]);
  }, 600_000);
});
