import type { Instant } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { Client } from '../identity/index.js';
import type { LinkEventRow, ShareLink } from './links.repository.js';

/** Something that a visitor did at a link, for its log. */
export function linkEvent(
  link: ShareLink,
  what: string,
  { ip, userAgent }: Client,
  at: Instant,
): LinkEventRow {
  return {
    id: newId(at),
    linkId: link.id,
    at,
    what,
    ip,
    userAgent: userAgent.slice(0, 200),
    fileName: null,
  };
}
