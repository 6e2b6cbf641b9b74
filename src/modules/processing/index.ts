export { ProcessingModule } from './processing.module.js';
export { Unhurried } from './unhurried.js';
