import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../../api/keys.js';
import { readReach, searchPeople, type Addressee } from '../../api/sharing.js';
import { useDebounced } from '../../ui/use-debounced.js';
import { keyOf } from './addressee-options.js';

/** Whom a school can share with: groups, schools and teams at once, people while their name is typed. */
export function useAddressees(schoolId: string) {
  const [text, setText] = useState('');
  const wanted = useDebounced(text.trim(), 250);
  const reach = useQuery({
    queryKey: keys.reach(schoolId),
    queryFn: () => readReach(schoolId),
    staleTime: 5 * 60_000,
  });
  const people = useQuery({
    queryKey: [...keys.reach(schoolId), wanted],
    queryFn: ({ signal }) => searchPeople(schoolId, wanted, signal),
    enabled: wanted !== '',
    staleTime: 60_000,
  });
  const [met, setMet] = useState<ReadonlyMap<string, Addressee>>(new Map());
  const found = [...(reach.data?.items ?? []), ...(people.data?.items ?? [])];
  const known = new Map([...met, ...found.map((item): [string, Addressee] => [keyOf(item), item])]);
  return {
    found,
    known,
    /** keeps somebody who was chosen nameable after the search text has gone */
    remember: (chosen: readonly string[]) =>
      setMet(new Map([...known].filter(([key]) => chosen.includes(key)))),
    setText,
    loading: reach.isPending || people.isFetching,
  };
}
