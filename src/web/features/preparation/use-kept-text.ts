import { useState } from 'react';

const storeKey = (name: string) => `lianke.words.${name}`;

function kept(name: string): string | null {
  try {
    return sessionStorage.getItem(storeKey(name));
  } catch {
    return null;
  }
}

/**
 * What somebody is writing: it is still there when they come back to the page in this tab, until it is sent. `name` tells
 * one text from another.
 */
export function useKeptText(name: string, initial = ''): [string, (text: string) => void] {
  const [text, setText] = useState(() => kept(name) ?? initial);
  const write = (next: string) => {
    setText(next);
    try {
      if (next === '' || next === initial) sessionStorage.removeItem(storeKey(name));
      else sessionStorage.setItem(storeKey(name), next);
    } catch {
      // only kept while the page is open
    }
  };
  return [text, write];
}
