import { useEffect } from 'react';

/**
 * The Enter that chooses an item of a menu ends there. Else the same press of the key would also press what has the focus
 * afterwards: the cross of the dialog that the item has just opened.
 */
export function useMenuKeys(): void {
  useEffect(() => {
    const end = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (key === 'Enter' && target instanceof HTMLElement && target.matches('[role="menuitem"]'))
        event.preventDefault();
    };
    document.addEventListener('keydown', end, { capture: true });
    return () => document.removeEventListener('keydown', end, { capture: true });
  }, []);
}
