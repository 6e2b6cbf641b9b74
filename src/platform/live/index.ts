export { LiveModule, openLiveBus } from './live.module.js';
export { LiveBus } from './live.port.js';
