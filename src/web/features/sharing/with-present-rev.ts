import { isApiError } from '../../api/errors.js';
import { readResource, type ResourceView } from '../../api/resources.js';

/** A change of rights alone: a newer revision (a file that has just attached) is no conflict. */
export async function withPresentRev<T>(
  resource: Pick<ResourceView, 'id' | 'rev'>,
  change: (rev: number) => Promise<T>,
): Promise<T> {
  try {
    return await change(resource.rev);
  } catch (error) {
    if (!isApiError(error, 'rev_conflict')) throw error;
    return change((await readResource(resource.id)).rev);
  }
}
