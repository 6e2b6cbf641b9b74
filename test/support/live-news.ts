import type { ApiClient } from './client.js';

/** What one open page of a person hears. */
export interface OpenPage {
  heard: Record<string, unknown>[];
  /** resolves when the server has ended the stream */
  ended: Promise<void>;
  close(): void;
}

/** Opens the stream of news at a server with the session of `client`; resolves once it flows. */
export async function openPage(base: string, client: ApiClient): Promise<OpenPage> {
  const controller = new AbortController();
  const response = await fetch(`${base}/api/v1/events`, {
    headers: { cookie: client.cookies() },
    signal: controller.signal,
  });
  if (!response.ok || !response.body) throw new Error(`No stream: ${response.status}`);
  const heard: Record<string, unknown>[] = [];
  const read = async (stream: AsyncIterable<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of stream) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop()!;
      for (const line of lines)
        if (line.startsWith('data: ')) heard.push(JSON.parse(line.slice(6)) as Record<string, unknown>);
    }
  };
  const ended = read(response.body as unknown as AsyncIterable<Uint8Array>).catch(() => undefined);
  return { heard, ended, close: () => controller.abort() };
}
