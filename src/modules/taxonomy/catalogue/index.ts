export * from './catalogue.model.js';
export { Catalogue, type BookFilter } from './catalogue.js';
export { loadCatalogue } from './load-catalogue.js';
export { checkConsistency } from './check-consistency.js';
export { nodesOfPlacement, searchLabels } from './search-labels.js';
export { findBook, findChapter, type BookWords } from './resolve-names.js';
export { parseQueryWords, type QueryWords } from './parse-query-words.js';
export { guessFromFileName, type FileGuess, type GuessHints } from './guess-from-file-name.js';
