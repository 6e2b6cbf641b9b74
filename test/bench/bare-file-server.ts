import { createReadStream, createWriteStream } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

// The baseline of the upload and download benches: node:http and fs streams, nothing else.
// PUT /<name> pipes the body into <directory>/<name>; GET answers <file>, whole or a span. Arguments: port, directory, file.
const [port, directory, file] = process.argv.slice(2) as [string, string, string];

const server = createServer((request, response) => {
  if (request.method === 'PUT') {
    const sink = createWriteStream(join(directory, request.url!.slice(1)));
    request.pipe(sink).on('finish', () => response.writeHead(204).end());
    return;
  }
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  const span = range ? { start: Number(range[1]), end: Number(range[2]) } : {};
  response.writeHead(range ? 206 : 200);
  createReadStream(file, span).pipe(response);
});
// As long as ours: a connection that a client keeps is not to end under its hands.
server.keepAliveTimeout = 72_000;
server.listen(Number(port), '127.0.0.1', () => console.log('ready'));
