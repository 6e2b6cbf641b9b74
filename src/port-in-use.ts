/** The sentence for a port that another program listens on; null for any other reason. */
export function portInUse(error: unknown): { zh: string; en: string } | null {
  if ((error as NodeJS.ErrnoException | null)?.code !== 'EADDRINUSE') return null;
  return {
    zh: '端口已被占用：请用 PORT 指定另一个端口，例如 PORT=3100。',
    en: 'The port is in use: choose another one with PORT, for example PORT=3100.',
  };
}
