/** Quality marks. */
export const enMarks = {
  marks: {
    title: 'Quality marks',
    open: 'Quality mark',
    kind: { school: 'School pick', group: 'Group pick' },
    by: '{{kind}} of {{name}}',
    give: 'Make it a {{kind}} ({{name}})',
    confirm: 'Still a {{kind}} ({{name}})',
    take: 'No longer a {{kind}} ({{name}})',
    takeSend: 'Take the mark away',
    reason: 'Why is it taken away?',
    reasonHint: 'The author is told, and reads this.',
    reasonMissing: 'Please say why',
    history: 'History of marks',
    given: 'given by {{name}}, {{time}}',
    taken: 'taken away by {{name}}, {{time}}',
    replaced: 'The content was replaced, {{time}}: the mark stays with the earlier version',
    state: { in_force: 'In force', replaced: 'Content replaced', taken: 'Taken away' },
    confirmLead:
      'Before its content was replaced this was a {{kind}} of {{name}}. Once you have looked at the new content you can confirm it.',
    confirmSend: 'It still is',
    done: { give: 'Marked. The author is told.', take: 'Taken away. The author is told.' },
  },
};
