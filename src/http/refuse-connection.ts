import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode, Problem } from '../contracts/index.js';
import { toProblem } from './problem.filter.js';

/** Answers what is no request that could be read (headers too large, no HTTP, too slow) in the form of every other refusal, and hangs up. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy(error);
    return;
  }
  const { status, code } = refusal(error.code);
  const problem: Problem = {
    ...{ type: `urn:lianke:problem:${code}`, title: code, status, code },
    requestId: randomUUID(),
  };
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n` +
      `Content-Type: application/problem+json; charset=utf-8\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** Answers an address that cannot be decoded, such as `/%`: no route sees it, and so no filter does. */
export function answerBadAddress(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  void reply
    .status(400)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(toProblem(error, request.id)));
}

function refusal(code: string | undefined): { status: number; code: ErrorCode } {
  if (code === 'HPE_HEADER_OVERFLOW') return { status: 431, code: 'too_large' };
  return { status: code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400, code: 'invalid_request' };
}
