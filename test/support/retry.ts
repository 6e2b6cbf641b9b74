import { jest } from '@jest/globals';

// LibreOffice, ffmpeg and Chromium start as slowly as a crowded CI machine lets them, and a deadline can pass by bad
// luck: what fails twice in a row fails. The first failure is printed, so that a test which needs this often is seen.
// Nothing is tried again at home, nor among the pure and the long tests.
if (process.env['CI'] === 'true') jest.retryTimes(1, { logErrorsBeforeRetry: true });
