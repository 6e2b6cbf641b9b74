import { requireVersion } from './mysql-server.js';

describe('the version of a database server', () => {
  it.each([
    ['8.0.36', 'mysql'],
    ['8.4.0-0ubuntu0', 'mysql'],
    ['9.1.0', 'mysql'],
    ['10.6.0-MariaDB', 'mariadb'],
    ['10.11.6-MariaDB-0+deb12u1-log', 'mariadb'],
    ['5.5.5-11.4.2-MariaDB-1:11.4.2', 'mariadb'],
  ])('%s is that of a usable %s', (version, type) => {
    expect(requireVersion(version)).toBe(type);
  });

  it.each(['5.7.44-log', '5.5.5-10.5.23-MariaDB-1', '10.3.39-MariaDB', 'unknown'])(
    '%s is refused with one sentence',
    (version) => {
      expect(() => requireVersion(version)).toThrow(/too old: MySQL 8 or MariaDB 10\.6 is needed\.$/);
    },
  );
});
