import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { RawDatabase } from './large-installation.js';

// The baseline of the list bench: node:http and the list's SQL, nothing else. Arguments: database, port, principals.
const [file, port, principalsJson] = process.argv.slice(2) as [string, string, string];
const principals = JSON.parse(principalsJson) as string[];
const Database = createRequire(import.meta.url)('libsql') as new (file: string) => RawDatabase;
const database = new Database(file);

const scan = `SELECT object_id, sort_time FROM access_entry WHERE principal = ? AND object_type = 'resource' AND sort_time >= 0
  AND (visible_from IS NULL OR visible_from <= ?) AND (visible_until IS NULL OR visible_until > ?) ORDER BY sort_time DESC, object_id DESC LIMIT 21`;
const newest = database.prepare(
  `SELECT object_id, sort_time FROM (${principals.map((_, i) => `SELECT * FROM (${scan}) AS p${i}`).join(' UNION ')}) AS m ORDER BY sort_time DESC, object_id DESC LIMIT 21`,
);
const marks = Array.from({ length: 20 }, () => '?').join(',');
const records = database.prepare(`SELECT * FROM resource WHERE id IN (${marks})`);

createServer((_request, response) => {
  const now = Date.now();
  const rows = newest.all(...principals.flatMap((p) => [p, now, now])) as { object_id: string }[];
  const items = records.all(...rows.slice(0, 20).map((row) => row.object_id));
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ items }));
}).listen(Number(port), () => console.log('ready'));
