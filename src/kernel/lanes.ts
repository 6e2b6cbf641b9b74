/** How many jobs of one kind run at once in a process is set per lane, so that long work never holds up short work. */
export const LANES = ['quick', 'document', 'video', 'index', 'bulk', 'mail'] as const;
export type Lane = (typeof LANES)[number];
