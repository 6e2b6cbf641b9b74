import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { linkHolder } from '../../../contracts/content-routes.js';
import { isApiError } from '../../api/errors.js';
import { keys } from '../../api/keys.js';
import { openShared, readShared, type SharedView } from '../../api/sharing.js';
import { LanguageButton } from '../../app/language-button.js';
import { useErrorText } from '../../ui/error-text.js';
import { formatMoment } from '../../ui/format.js';
import { KindIcon } from '../../ui/kind-icon.js';
import { Logo } from '../../ui/logo.js';
import { ErrorState, State } from '../../ui/states.js';
import { useTitle } from '../../ui/use-title.js';
import { DownloadButton } from '../viewer/download-button.js';
import { FileViewer } from '../viewer/file-viewer.js';
import '../resource/resource.css';
import './sharing.css';

/** What somebody with a link and no account sees: that one thing and nothing else. */
export function VisitorPage() {
  const { token = '' } = useParams();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: keys.shared(token),
    queryFn: () => readShared(token),
    retry: false,
    refetchOnWindowFocus: true,
  });
  const settle = (view: SharedView) => client.setQueryData(keys.shared(token), view);
  useTitle(query.data?.title);
  if (query.isPending) return <Waiting />;
  if (query.isError) {
    if (isApiError(query.error, 'link_password'))
      return <Door token={token} locked={query.error.params['needed'] === 1} onOpen={settle} />;
    return <Closed error={query.error} onRetry={() => void query.refetch()} />;
  }
  return <Shown view={query.data} token={token} />;
}

/** The page of somebody without an account: whose it is and the other language stand above everything. */
function Frame({ children }: { children: ReactNode }) {
  return (
    <main className="visitor resource-page">
      <Head />
      {children}
    </main>
  );
}

function Head() {
  return (
    <div className="visitor-head">
      <Logo />
      <LanguageButton />
    </div>
  );
}

function Waiting() {
  return (
    <Frame>
      <div className="bone" style={{ height: '60vh' }} />
    </Frame>
  );
}

/** Why it does not open. Somebody without an account has nowhere else to go but to whoever sent the link. */
function Closed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const why = isApiError(error, 'link_ended') ? 'over' : isApiError(error, 'not_found') ? 'missing' : null;
  return (
    <Frame>
      {why ? (
        <State drawing="locked" title={t(`share.visitor.${why}`)} text={t(`share.visitor.${why}Text`)} />
      ) : (
        <ErrorState error={error} onRetry={onRetry} compact />
      )}
    </Frame>
  );
}

/** Opens the link at once, or asks for its password. */
function Door({
  token,
  locked,
  onOpen,
}: {
  token: string;
  locked: boolean;
  onOpen: (view: SharedView) => void;
}) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [password, setPassword] = useState('');
  const started = useRef(false);
  const open = useMutation({
    mutationFn: (typed: string | undefined) => openShared(token, typed),
    onSuccess: onOpen,
  });
  const { mutate } = open;
  useEffect(() => {
    if (locked || started.current) return;
    started.current = true;
    mutate(undefined);
  }, [locked, mutate]);
  if (!locked)
    return open.isError ? <Closed error={open.error} onRetry={() => mutate(undefined)} /> : <Waiting />;
  // its password was right, and it ended meanwhile: there is nothing to type again
  if (isApiError(open.error, 'link_ended'))
    return <Closed error={open.error} onRetry={() => mutate(password)} />;
  const wrong = isApiError(open.error, 'link_password');
  return (
    <form
      className="visitor-ask card"
      onSubmit={(event) => {
        event.preventDefault();
        mutate(password);
      }}
    >
      <Head />
      <p>{t('share.visitor.lead')}</p>
      {open.isError && (
        <Alert type="error" showIcon title={wrong ? t('share.visitor.wrong') : errorText(open.error)} />
      )}
      <label className="field">
        <span>{t('share.visitor.ask')}</span>
        <Input.Password
          value={password}
          autoFocus
          autoComplete="off"
          aria-label={t('share.visitor.password')}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      <Button
        type="primary"
        htmlType="submit"
        size="large"
        loading={open.isPending}
        disabled={password === ''}
      >
        {t('share.visitor.enter')}
      </Button>
    </form>
  );
}

function Shown({ view, token }: { view: SharedView; token: string }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const file = view.files.find((f) => f.id === chosen) ?? view.files[0];
  const holder = linkHolder(token);
  const canDownload = view.right === 'download';
  return (
    <Frame>
      <header className="resource-head">
        <div className="grow">
          <h1>{view.title}</h1>
          <p className="muted">
            {t('share.visitor.from', { school: view.school, author: view.author })} ·{' '}
            {t(`licence.${view.licence}`)} · {t('share.visitor.until', { time: formatMoment(view.until) })}
          </p>
        </div>
      </header>
      {view.description && <p className="preline">{view.description}</p>}
      {view.linkUrl && (
        <a className="link-card" href={view.linkUrl} target="_blank" rel="noopener noreferrer">
          {view.linkUrl}
        </a>
      )}
      <div className="files-pane">
        {view.files.length > 1 && (
          <div className="file-tabs" role="tablist" aria-label={t('resource.files')}>
            {view.files.map((f) => (
              <button
                key={f.id}
                type="button"
                role="tab"
                aria-selected={f.id === file?.id}
                onClick={() => setChosen(f.id)}
              >
                <KindIcon kind={f.kind} />
                <span className="ellipsis">{f.fileName}</span>
              </button>
            ))}
          </div>
        )}
        {file && (
          <>
            <FileViewer resourceId={holder} file={file} canDownload={canDownload} mark={view.mark} />
            <div className="file-foot">
              <span className="grow ellipsis muted">{file.fileName}</span>
              {canDownload && <DownloadButton resourceId={holder} file={file} />}
            </div>
          </>
        )}
      </div>
    </Frame>
  );
}
