/** Largest picture we decode: above the 108 megapixels of today's phones, below what would fill the memory. */
export const MAX_PIXELS = 120_000_000;
/** No side longer than this: no camera makes one. */
export const MAX_SIDE = 40_000;
/** Frames × pixels of an animation. */
export const MAX_ANIMATION_PIXELS = 4_000_000_000;
