import { maskSettings } from './mask.js';
import { parseSettings } from './settings.js';

describe('settings', () => {
  it('need nothing: an empty environment gives the embedded installation on localhost', () => {
    const settings = parseSettings({});
    expect(settings.database.driver).toBe('sqlite');
    expect(settings.http).toMatchObject({ port: 3000, host: '127.0.0.1', secureCookies: false });
  });

  it('name the key that is wrong', () => {
    expect(() => parseSettings({ PORT: 'many' })).toThrow(/PORT/);
    expect(() => parseSettings({ DATABASE_DRIVER: 'oracle' })).toThrow(/DATABASE_DRIVER/);
    expect(() => parseSettings({ DATABASE_DRIVER: 'mysql' })).toThrow(/DATABASE_URL/);
  });

  it('mask passwords inside addresses when shown', () => {
    const settings = parseSettings({
      DATABASE_DRIVER: 'mysql',
      DATABASE_URL: 'mysql://lianke:secret@db/lianke',
    });
    expect(JSON.stringify(maskSettings(settings))).not.toContain('secret');
  });
});
