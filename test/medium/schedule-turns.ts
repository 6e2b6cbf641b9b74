export const TURN = 'test.turn';
export const TURN_EVERY_MS = 400;
