import { z } from 'zod';

/** The end of an address on the content origin: under which signature, and what. */
export const contentPlace = z.object({ token: z.string().max(200), '*': z.string().max(200) });
