import { useRouteError } from 'react-router';
import { ErrorState } from '../ui/states.js';

/** A page that failed to load or to draw: the shell stays, and trying again is one press. */
export function RouteError() {
  const error = useRouteError();
  return <ErrorState error={error} onRetry={() => window.location.reload()} />;
}
