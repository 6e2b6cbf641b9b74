import { errorCodes, type FastifyInstance } from 'fastify';
import { AppError } from '../kernel/errors.js';
import { SECOND } from '../kernel/clock.js';

/** What a body may consist of; the largest of ours is a list of some thousand ids. */
const LIMITS = { depth: 32, containers: 2_000, commas: 50_000 };
/** How long a JSON body may be on its way: it is small. */
const ARRIVES_WITHIN_MS = 30 * SECOND;

/**
 * Whether reading a text as JSON would cost more than its length: nested deeply, or made of very many pieces. Half a
 * megabyte of brackets takes a parser, and whatever walks through its result afterwards, half a second, in which nobody
 * else is answered; counting them takes a hundredth of that.
 */
export function isTooIntricate(text: string): boolean {
  let depth = 0;
  let containers = 0;
  let commas = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth += 1;
        containers += 1;
        if (depth > LIMITS.depth || containers > LIMITS.containers) return true;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1;
        break;
      case 0x2c: // ,
        commas += 1;
        if (commas > LIMITS.commas) return true;
    }
  }
  return false;
}

/** The place of the quotation mark that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === 0x5c) at += 1;
    else if (char === 0x22) return at;
  }
  return text.length;
}

/** NUL as JSON writes it, after an even number of backslashes. */
const NUL = /(?<!\\)((?:\\\\)*)\\u0000/g;

/**
 * The text of a body without NULs. A database may end a text at one and lose what follows; people mean none by it. Taken
 * out here, every field, record and answer says the same.
 */
export const withoutNul = (text: string): string =>
  text.includes('\\u0000') ? text.replace(NUL, '$1') : text;

/** Takes JSON as the only form of a body that is read here, within {@link LIMITS}, and cuts off whoever sends it too slowly. */
export function takeJson(fastify: FastifyInstance, bodyLimit: number): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit },
    (request, body, done) => {
      if (isTooIntricate(body as string)) done(new AppError('invalid_request'));
      else void parse(request, withoutNul(body as string), done);
    },
  );
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    if (/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
      const timer = setTimeout(() => request.raw.destroy(), ARRIVES_WITHIN_MS);
      for (const over of ['end', 'close'] as const) request.raw.once(over, () => clearTimeout(timer));
    }
    done(null, payload);
  });
}

const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];
const FORM_LIMIT = 4 * 1024;

/**
 * Lets forms come to the one route that mailboxes send some to (RFC 8058). They are not read: that they came says it all.
 * Elsewhere a form is what it was, a body of the wrong type.
 */
export function letFormsBy(fastify: FastifyInstance, route: string): void {
  fastify.addContentTypeParser(
    FORMS,
    { parseAs: 'string', bodyLimit: FORM_LIMIT },
    (request, _body, done) => {
      if (request.routeOptions.url === route) done(null, undefined);
      else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type']));
    },
  );
}
