import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isApiError } from '../api/errors.js';
import { useErrorText } from './error-text.js';
import { Drawing, type DrawingName } from './drawing.js';

interface StateProps {
  drawing: DrawingName;
  title: string;
  text?: ReactNode;
  children?: ReactNode;
  /** smaller, for a panel inside a page */
  compact?: boolean;
}

/** One calm picture, one sentence, and what to do next. */
export function State({ drawing, title, text, children, compact }: StateProps) {
  return (
    <div className={compact ? 'state state-compact' : 'state'}>
      <Drawing name={drawing} />
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {children && <div className="state-actions">{children}</div>}
    </div>
  );
}

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <State drawing="nothing" title={t('states.notFoundTitle')} text={t('states.notFoundText')}>
      <Link to="/">
        <Button type="primary">{t('states.toHome')}</Button>
      </Link>
      <Link to="/search">
        <Button>{t('states.toSearch')}</Button>
      </Link>
    </State>
  );
}

/** A failed request or page: what happened, and the one thing that may help. */
export function ErrorState({
  error,
  onRetry,
  compact,
}: {
  error: unknown;
  onRetry?: () => void;
  compact?: boolean;
}) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  if (isApiError(error) && error.status === 404) return <NotFoundPage />;
  const offline = isApiError(error, 'offline');
  const forbidden = isApiError(error) && error.status === 403;
  const title = offline
    ? t('states.offlineTitle')
    : forbidden
      ? t('states.forbiddenTitle')
      : t('states.failedTitle');
  return (
    <div role="alert">
      <State
        compact={compact}
        drawing={offline ? 'offline' : forbidden ? 'locked' : 'broken'}
        title={title}
        text={errorText(error)}
      >
        {onRetry && !forbidden && (
          <Button type="primary" onClick={onRetry}>
            {t('actions.retry')}
          </Button>
        )}
        {!compact && (
          <Link to="/">
            <Button>{t('states.toHome')}</Button>
          </Link>
        )}
        {isApiError(error) && error.requestId && (
          <p className="small muted state-id">{t('states.requestId', { id: error.requestId })}</p>
        )}
      </State>
    </div>
  );
}
