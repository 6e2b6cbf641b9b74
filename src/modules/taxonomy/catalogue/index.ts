export * from './catalogue.model.js';
export { Catalogue, type BookFilter } from './catalogue.js';
export { loadCatalogue } from './load-catalogue.js';
