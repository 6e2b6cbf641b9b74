import { useSyncExternalStore } from 'react';

const media = window.matchMedia('(max-width: 767px)');
const subscribe = (tell: () => void) => {
  media.addEventListener('change', tell);
  return () => media.removeEventListener('change', tell);
};

/** True on a narrow screen: one column, bars at the foot, drawers instead of panels. */
export function useIsPhone(): boolean {
  return useSyncExternalStore(subscribe, () => media.matches);
}
