import { loggable } from './problem.filter.js';

describe('addresses in the log', () => {
  it('hold no query and no key', () => {
    const token = 'aB3_-'.repeat(9).slice(0, 43);
    expect(loggable(`/api/v1/links/${token}/files/1/original?x=${token}`)).toBe(
      '/api/v1/links/***/files/1/original',
    );
    expect(loggable(`/s/${token}`)).toBe('/s/***');
    expect(loggable(`/content/resources/1/files/2/ab.view.x.3.${token}/hls/720p/1.m4s`)).toBe(
      '/content/resources/1/files/2/***/hls/720p/1.m4s',
    );
    expect(loggable('/api/v1/resources/0199d5f0-0000-7000-8000-000000000000/links?a=1')).toBe(
      '/api/v1/resources/0199d5f0-0000-7000-8000-000000000000/links',
    );
  });
});
