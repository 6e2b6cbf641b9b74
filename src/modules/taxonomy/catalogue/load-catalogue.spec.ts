import { readCatalogueFile } from './catalogue-file.js';
import { buildCatalogue, loadCatalogue } from './load-catalogue.js';

describe('loadCatalogue', () => {
  const catalogue = loadCatalogue();
  it('times', () => {
    buildCatalogue(readCatalogueFile());
    const t = performance.now();
    buildCatalogue(readCatalogueFile());
    console.log(performance.now() - t, catalogue.nodes.length, catalogue.books.length, catalogue.pathOf('0441f2r.1.2.k3').map(n=>n.title), catalogue.book('113o5sx'));
  });
});
