/** Asks again every few milliseconds until the answer is true; throws `what` after `timeoutMs`. */
export async function eventually(
  what: string,
  question: () => boolean | Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> {
  const until = Date.now() + timeoutMs;
  while (!(await question())) {
    if (Date.now() > until) throw new Error(`Not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
