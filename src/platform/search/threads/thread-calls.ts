/** One call to a thread; answered by an {@link Answer} with the same `seq`. */
export interface Request {
  seq: number;
  call: string;
  args: unknown[];
}

export type Answer =
  | { seq: number; result: unknown }
  | { seq: number; error: { message: string; code: string | null; stack: string | undefined } };

/** What a thread answers when a call threw; only a text `code` goes along. */
export function failedAnswer(seq: number, error: unknown): Answer {
  const { message, stack, code } = error as Error & { code?: unknown };
  return { seq, error: { message, stack, code: typeof code === 'string' ? code : null } };
}
