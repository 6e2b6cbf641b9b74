/** How review goes: its figures, and what each of them means. */
export const enFigures = {
  figures: {
    title: 'How review goes',
    open: 'Figures',
    toDesk: 'To the desk',
    none: 'There is nothing here for you',
    noneText:
      'Heads of departments, subject leads, administrators of schools and groups, and inspectors see how review goes where they have an office.',
    period: 'Time',
    periods: { '30': '30 days', '90': '90 days', term: 'This term' },
    span: '{{from}} to {{until}}.',
    whose: 'Only where you have an office; nobody is named.',
    whoseTitle: 'What is counted',
    waits: 'Waiting time',
    decided: 'Decided',
    median: 'Usual wait',
    longest: 'Longest wait',
    minutes: '{{count}} min',
    hours: '{{count}} h',
    days: '{{count}} days',
    now: 'Waiting now',
    nothingWaits: 'Nothing waits',
    age: { '1': 'up to 1 day', '3': '1–3 days', '7': '3–7 days', longer: 'over 7 days' },
    outcomes: 'Outcomes',
    approvedFirst: 'Approved at once',
    approvedAgain: 'Approved after return',
    returned: 'Returned',
    withdrawn: 'Withdrawn',
    appeals: 'Appeals',
    appealed: 'Appeals: {{made}}; approved {{approved}}, returned again {{returned}}, others {{open}}.',
    reasons: 'Why things were returned',
    noReasons: 'Nothing was returned in this time',
    without: 'Not given',
    by: { subject: 'By subject', type: 'By type', school: 'By school', month: 'By month' },
    of: { subject: 'Subject', type: 'Type', school: 'School', month: 'Month' },
    meaning: {
      title: 'How these figures are made',
      whoseTitle:
        'Heads of departments: what their school submitted in their subject. Subject leads: what the schools of their group submitted in theirs. Administrators of schools: that of their school. Administrators and inspectors of a group: that of its schools. By the offices and the schools of now.',
      decided: 'Decisions made in this time: each level that something passed counts once, and each return.',
      median:
        'From coming to a level (submitted, passed by the level before, or appealed) to the decision there; the median: half were quicker, half slower. Time in which a question waited for the author counts.',
      longest: 'The longest of the same times.',
      now: 'Not decided at this moment, by the time since it came to its level.',
      approvedFirst: 'Passed its last level and was shown, without a return since it was last shown.',
      approvedAgain:
        'Passed its last level and was shown after a return; earlier submissions of the same resource count.',
      returned: 'How often something was returned; twice counts twice.',
      withdrawn: 'How often an author withdrew something before it was decided.',
      appeals:
        'Appeals made in this time, and what became of them by now; others are open still, or were replaced or withdrawn.',
      reasons:
        'Reasons that were chosen for returns; one return can have several. Returns with words alone are not among them.',
    },
  },
};
