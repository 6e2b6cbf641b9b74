import type { z } from 'zod';
import type {
  changePasswordRequest,
  loginRequest,
  SessionSummary,
  SessionView,
  setupRequest,
  setupStatus,
  updateMeRequest,
} from '../../contracts/identity.js';
import { settleActing } from './acting.js';
import { isApiError } from './errors.js';
import { request } from './http.js';

export type { SessionSummary, SessionView } from '../../contracts/identity.js';
export type LoginInput = z.input<typeof loginRequest>;
export type SetupInput = z.input<typeof setupRequest>;

/** Every answer about who is here also says in whose name they may work. */
async function noted(answer: Promise<SessionView>): Promise<SessionView> {
  const session = await answer;
  settleActing(session);
  return session;
}

/** The session, or null when nobody is logged in here. */
export async function readSession(): Promise<SessionView | null> {
  try {
    return await noted(request<SessionView>('GET', '/session'));
  } catch (error) {
    if (isApiError(error) && error.status === 401) {
      settleActing(null);
      return null;
    }
    throw error;
  }
}
export const login = (body: LoginInput) => noted(request<SessionView>('POST', '/session', { body }));
export const logout = () => request<void>('DELETE', '/session');
export const logoutEverywhere = () => request<void>('DELETE', '/sessions');
export const readSessions = () => request<{ items: SessionSummary[] }>('GET', '/sessions');
export const endSession = (id: string) => request<void>('DELETE', `/sessions/${id}`);
export const updateMe = (body: z.input<typeof updateMeRequest>) =>
  request<SessionView>('PATCH', '/me', { body });
export const changePassword = (body: z.input<typeof changePasswordRequest>) =>
  request<SessionView | undefined>('PUT', '/me/password', { body });
export const readSetup = () => request<z.infer<typeof setupStatus>>('GET', '/setup');
export const setUp = (body: SetupInput) => noted(request<SessionView>('POST', '/setup', { body }));
