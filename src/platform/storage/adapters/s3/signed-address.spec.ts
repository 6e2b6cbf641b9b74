import { signedAddress } from './signed-address.js';

describe('a signed address', () => {
  // "Authenticating Requests: Using Query Parameters", Amazon S3 API Reference: the worked example.
  it('is the one of the worked example in the S3 API reference', () => {
    const address = signedAddress({
      method: 'GET',
      origin: 'https://examplebucket.s3.amazonaws.com',
      host: 'examplebucket.s3.amazonaws.com',
      path: '/test.txt',
      query: {},
      headers: {},
      keys: {
        region: 'us-east-1',
        accessKey: 'AKIAIOSFODNN7EXAMPLE',
        secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      },
      now: Date.UTC(2013, 4, 24),
      ttlSeconds: 86_400,
    });
    expect(address).toMatch(/^https:\/\/examplebucket\.s3\.amazonaws\.com\/test\.txt\?X-Amz-Algorithm=/);
    expect(new URL(address).searchParams.get('X-Amz-Signature')).toBe(
      'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    );
  });
});
