/** The questions that reviewers answer when they decide. */
export const enRubric = {
  rubric: {
    optional: 'Rubric (optional, {{at}} of {{of}} answered)',
    required: 'Rubric (every question, {{at}} of {{of}} answered)',
    value: {
      '3': '3 outstanding',
      '2': '2 good',
      '1': '1 limited',
      '0': '0 very weak',
      null: 'Does not apply',
    },
    words: 'Why (optional)',
    policy: {
      title: 'Rubric',
      lead: 'What reviewers answer when they approve or return. Authors and later reviewers see the answers; without any question nothing is asked.',
      source:
        'The first eight follow the dimensions of the Achieve OER Rubrics (Achieve, Inc., CC BY 3.0); the words are ours. Each is 0 to 3, or does not apply.',
      everyType: 'All types',
      otherTypes: 'All other types',
      add: 'Set a type apart',
      remove: 'Treat {{type}} like the others again',
      save: 'Save the rubric',
      of: '{{type}}: questions',
      required: 'Nothing is approved or returned without an answer to each',
      own: 'Add a question of your own',
      addOwn: 'Add',
      question: 'Question',
      questionEn: 'In English (optional)',
      hint: 'What to look at (optional)',
    },
  },
};
