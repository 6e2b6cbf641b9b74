import type { zhCoverage } from './zh-coverage.js';

export const enCoverage: typeof zhCoverage = {
  coverage: {
    title: 'Textbook coverage',
    open: 'Textbook coverage',
    lead: 'What each lesson of a book has and what it lacks. Counts only what you may see.',
    leadCollection:
      'Green is in the collection, amber is in the library and not collected yet; of the rest there is nothing that you may see.',
    back: 'Back to the collection “{{title}}”',
    parts: 'What a lesson should have',
    chapter: 'Chapter',
    wholeBook: 'Whole book',
    missing: 'none',
    seen: '{{count}}, press to see them',
    collected: '{{count}} in the collection',
    addable: '{{count}} in the library, not in the collection yet',
    share: '{{with}}/{{lessons}}',
    lessons: '{{count}} lessons',
    wholeLessons: '{{count}} complete',
    partlyLessons: '{{count}} in part',
    emptyLessons: '{{count}} empty',
    onlyLacking: 'Only what is lacking',
    choose: 'Choose a book',
    chooseText:
      'With stage, subject and book chosen, this lists how many lesson plans, slides, task sheets, homework and recordings each lesson has.',
    noChapters: 'This book has no table of contents yet',
    noChaptersText: 'Try another book.',
  },
};
