export { TaxonomyModule } from './taxonomy.module.js';
export { Taxonomy } from './taxonomy.service.js';
export { findBook, findChapter, type BookWords } from './catalogue/index.js';
