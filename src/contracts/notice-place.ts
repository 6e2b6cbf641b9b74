import type { NoticePlace } from './notices.js';

/** The page on which a notice is dealt with, as a path of the client. */
export function noticePath(place: NoticePlace): string {
  switch (place.page) {
    case 'resource':
      return `/resources/${place.id}`;
    case 'collection':
      return `/collections/${place.id}`;
    case 'queue':
      return `/collections/${place.id}/edit?proposals`;
    case 'proposals':
      return '/proposals';
    case 'review':
      return `/reviews/${place.id}`;
    case 'reviews':
      return '/reviews';
    case 'plan':
      return `/plans/${place.id}`;
    case 'lesson':
      return `/plans/${place.planId}/lessons/${place.id}`;
  }
}
