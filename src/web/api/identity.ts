import type { z } from 'zod';
import type {
  changePasswordRequest,
  loginRequest,
  SessionView,
  setupRequest,
  setupStatus,
  updateMeRequest,
} from '../../contracts/identity.js';
import { isApiError } from './errors.js';
import { request } from './http.js';

export type { SessionView } from '../../contracts/identity.js';
export type LoginInput = z.input<typeof loginRequest>;
export type SetupInput = z.input<typeof setupRequest>;

/** The session, or null when nobody is logged in here. */
export async function readSession(): Promise<SessionView | null> {
  try {
    return await request<SessionView>('GET', '/session');
  } catch (error) {
    if (isApiError(error) && error.status === 401) return null;
    throw error;
  }
}
export const login = (body: LoginInput) => request<SessionView>('POST', '/session', { body });
export const logout = () => request<void>('DELETE', '/session');
export const logoutEverywhere = () => request<void>('DELETE', '/sessions');
export const updateMe = (body: z.input<typeof updateMeRequest>) =>
  request<SessionView>('PATCH', '/me', { body });
export const changePassword = (body: z.input<typeof changePasswordRequest>) =>
  request<SessionView | undefined>('PUT', '/me/password', { body });
export const readSetup = () => request<z.infer<typeof setupStatus>>('GET', '/setup');
export const setUp = (body: SetupInput) => request<SessionView>('POST', '/setup', { body });
