/**
 * Asks again until the answer is true, at first every few milliseconds, then less and less often, so that what is waited
 * for has the machine to itself; throws `what` after `timeoutMs`.
 */
export async function eventually(
  what: string,
  question: () => boolean | Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> {
  const until = Date.now() + timeoutMs;
  for (let pause = 5; !(await question()); pause = Math.min(pause * 1.5, 250)) {
    if (Date.now() > until) throw new Error(`Not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
