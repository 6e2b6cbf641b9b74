export { TaxonomyModule } from './taxonomy.module.js';
export { Taxonomy } from './taxonomy.service.js';
