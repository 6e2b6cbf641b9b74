import { useEffect, useRef } from 'react';

/** Where keys are letters of a text, or choose something; the boxes of the list are ticked with the blank. */
const TYPING =
  'input:not([type="checkbox"]), textarea, select, [contenteditable], .ant-select, .desk-form, [role="dialog"]';

/** Single keys of the desk, by name; none while somebody types or a dialog is open, and none together with Ctrl or Alt. */
export function useDeskKeys(acts: Readonly<Record<string, () => void>>): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const { target } = event;
      if (target instanceof Element && target.closest(TYPING)) return;
      const act = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
