import { createServer, type Server } from 'node:http';
import type { Settings } from '../config/settings.js';
import type { HealthChecks } from './health-checks.js';
import { mayReadMetrics } from './metrics-gate.js';
import type { Metrics } from './metrics.js';

const JSON_TYPE = 'application/json; charset=utf-8';
const NOTHING: [number, string, string] = [404, JSON_TYPE, JSON.stringify({ status: 'not found' })];

/** Answers what {@link HealthController} does, for a process that serves nothing else. */
export function healthServer(checks: HealthChecks, metrics: Metrics, settings: Settings['http']): Server {
  return createServer((request, response) => {
    const answer = async (): Promise<[number, string, string]> => {
      switch (request.url) {
        case '/health/live':
          return [200, JSON_TYPE, JSON.stringify({ status: 'ok' })];
        case '/health/ready': {
          const { ready, checks: results } = await checks.run();
          const body = { status: ready ? 'ok' : 'unavailable', checks: results };
          return [ready ? 200 : 503, JSON_TYPE, JSON.stringify(body)];
        }
        case '/metrics':
          if (!mayReadMetrics(request, settings)) return NOTHING;
          return [200, 'text/plain; version=0.0.4; charset=utf-8', await metrics.render()];
        default:
          return NOTHING;
      }
    };
    answer().then(
      ([status, type, body]) => response.writeHead(status, { 'Content-Type': type }).end(body),
      () => response.writeHead(500).end(),
    );
  });
}
