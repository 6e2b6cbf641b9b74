import { useSession } from '../app/session.js';

/** Whether there is a school in whose name I could upload; an inspector, say, has none. */
export function useCanUpload(): boolean {
  return useSession().homeSchoolId !== null;
}
