import { createHmac } from 'node:crypto';
import { isId, type Id } from '../../../kernel/ids.js';
import { sameSecret } from '../../../kernel/same-secret.js';

/** What a link that unsubscribes carries: whose mail, signed with a key of that address. It works for as long as the address is theirs. */
export function unsubscribeToken(accountId: Id, stopKey: string): string {
  return `${accountId}~${createHmac('sha256', stopKey).update(`unsubscribe ${accountId}`).digest('base64url')}`;
}

/** Whose mail a link is about, as far as it says; null where it is none of ours. */
export function accountOf(token: string): Id | null {
  const [id = ''] = token.split('~');
  return isId(id) ? id : null;
}

/** Whether the link was made for this person's present address. */
export function isSigned(token: string, accountId: Id, stopKey: string): boolean {
  return sameSecret(unsubscribeToken(accountId, stopKey), token);
}
