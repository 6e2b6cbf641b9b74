import { jest } from '@jest/globals';

// On a crowded CI machine a deadline can pass by bad luck; what fails three times in a row fails.
if (process.env['CI'] === 'true') jest.retryTimes(2, { logErrorsBeforeRetry: true });
