import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { API_BASE } from '../../contracts/content-routes.js';
import type { ServerEvent } from '../../contracts/events.js';
import { keys } from '../api/keys.js';
import type { FileView, ResourcePage, ResourceView } from '../api/resources.js';
import { onSessionLost } from '../api/http.js';
import { useWideningNotice } from '../features/collections/use-widening-notice.js';
import { useSupportNotice } from '../features/support/use-support-notice.js';
import { uploadQueue } from '../features/upload/engine/instance.js';

/**
 * Listens to GET /events while somebody is logged in and puts the news into the remembered answers. After every
 * reconnect the present state is read again, since a broken line may have missed some. Not while `refused`: whoever has
 * to choose a password first is told nothing before.
 */
export function LiveNews({ refused }: { refused: boolean }) {
  const client = useQueryClient();
  const tellSupport = useSupportNotice();
  const tellWidening = useWideningNotice();
  useEffect(() => {
    if (refused) return;
    let source: EventSource | null = null;
    let timer = 0;
    let attempt = 0;
    let closed = false;
    const open = () => {
      source = new EventSource(`${API_BASE}/events`);
      source.onopen = () => {
        if (attempt > 0) readAgain(client);
        attempt = 0;
      };
      source.onerror = () => {
        attempt += 1;
        if (source?.readyState !== EventSource.CLOSED || closed) return;
        timer = window.setTimeout(open, Math.min(30_000, 1000 * 2 ** attempt));
      };
      for (const type of ['upload', 'file', 'resource', 'support', 'widening', 'notice'] as const) {
        source.addEventListener(type, (event) => {
          const news = readEvent(event as MessageEvent<string>, type);
          apply(client, news);
          if (news?.type === 'support') tellSupport.current(news);
          if (news?.type === 'widening') tellWidening.current(news);
        });
      }
    };
    open();
    return () => {
      closed = true;
      window.clearTimeout(timer);
      source?.close();
    };
  }, [client, refused, tellSupport, tellWidening]);
  useEffect(() => onSessionLost(() => client.setQueryData(keys.session, null)), [client]);
  return null;
}

function readEvent(event: MessageEvent<string>, type: ServerEvent['type']): ServerEvent | null {
  try {
    return { ...(JSON.parse(event.data) as ServerEvent), type } as ServerEvent;
  } catch {
    return null;
  }
}

function readAgain(client: QueryClient): void {
  for (const key of [['resource'], keys.allResources, keys.uploads, keys.notices, keys.allProposals])
    void client.invalidateQueries({ queryKey: key });
  uploadQueue().readAgain();
}

function apply(client: QueryClient, event: ServerEvent | null): void {
  if (!event) return;
  switch (event.type) {
    case 'upload':
      uploadQueue().onServerState(event.upload);
      void client.invalidateQueries({ queryKey: keys.quota });
      return;
    case 'file':
      for (const id of event.resourceIds) {
        client.setQueryData<ResourceView>(keys.resource(id), (old) => old && withFile(old, event.file));
        if (
          !client.getQueryData<ResourceView>(keys.resource(id))?.fullFiles.some((f) => f.id === event.file.id)
        ) {
          void client.invalidateQueries({ queryKey: keys.resource(id) });
        }
      }
      patchCards(client, event.file);
      return;
    case 'support':
      for (const key of [keys.support(event.resourceId), ['viewers', event.resourceId]])
        void client.invalidateQueries({ queryKey: key });
      // Whoever looked at it for support may not any more.
      if (!event.open) void client.invalidateQueries({ queryKey: keys.resource(event.resourceId) });
      return;
    case 'widening':
      void client.invalidateQueries({ queryKey: keys.widenings });
      return;
    case 'notice':
      for (const key of [keys.notices, keys.allProposals]) void client.invalidateQueries({ queryKey: key });
      return;
    case 'resource':
      void client.invalidateQueries({ queryKey: keys.resource(event.resourceId) });
      void client.invalidateQueries({ queryKey: keys.allResources });
  }
}

const brief = (file: FileView) => ({
  state: file.state,
  progress: file.progress,
  duration: file.preview.duration,
  pageCount: file.preview.pageCount,
});

function withFile(old: ResourceView, file: FileView): ResourceView {
  return {
    ...old,
    files: old.files.map((f) => (f.id === file.id ? { ...f, ...brief(file) } : f)),
    fullFiles: old.fullFiles.map((f) => (f.id === file.id ? file : f)),
  };
}

/** Lists keep their order; only the state shown on a card changes. */
function patchCards(client: QueryClient, file: FileView): void {
  client.setQueriesData<{ pages: ResourcePage[] } | ResourcePage>({ queryKey: keys.allResources }, (old) => {
    if (!old) return old;
    const page = (p: ResourcePage): ResourcePage => ({
      ...p,
      items: p.items.map((card) =>
        card.files.some((f) => f.id === file.id)
          ? { ...card, files: card.files.map((f) => (f.id === file.id ? { ...f, ...brief(file) } : f)) }
          : card,
      ),
    });
    return 'pages' in old ? { ...old, pages: old.pages.map(page) } : page(old);
  });
}
