import type { NoticeKind } from './notices.js';

/** What notices say, on pages and in mail, in English. */
export const enNoticeWords = {
  somebody: 'The system',
  say: {
    review_asked: '{{by}} asks you to review “{{title}}”',
    review_question: '{{by}} has a question about “{{title}}”',
    review_answered: '{{by}} answered about “{{title}}”',
    review_edited: '{{by}} corrected what is said of “{{title}}” while reviewing it: see what',
    review_passed: '“{{title}}” passed a level of review and went on to the next',
    review_approved: '“{{title}}” was approved and is published',
    review_returned: '“{{title}}” was returned: see why',
    preparation_organizer: '{{by}} asks you to organize the plan “{{title}}” together',
    preparation_lead: 'You lead “{{title}}” in the plan “{{within}}”',
    preparation_drafted: '{{by}} laid a draft of “{{title}}”: say what you think',
    preparation_remarked: '{{by}} remarked on the draft of “{{title}}”',
    preparation_agreed: '“{{title}}” is agreed: make it your own',
    preparation_taken_back:
      '{{by}} took back what they laid for “{{title}}”: the lesson of “{{within}}” needs another draft',
    preparation_widened:
      '{{by}} opened the plan “{{title}}” to more people: they see what you laid or handed in, too',
    preparation_lead_gone:
      'Whoever led “{{title}}” is no longer in the plan “{{within}}”: name somebody else',
    review_overtaken: 'Something that you were reviewing was replaced or withdrawn',
    review_no_other:
      'Something needs another reviewer and nobody else is there: name one, or change what the group asks for',
    mark_given: '{{within}} made “{{title}}” a quality pick',
    mark_taken: '“{{title}}” is no longer a quality pick of {{within}}: see why',
    mark_ended:
      'The content of “{{title}}” was replaced: the quality mark of {{within}} stays with the earlier version and waits to be confirmed',
    resource_granted: '{{by}} lets you edit “{{title}}”',
    collection_granted: '{{by}} invites you to curate “{{title}}”',
    widening: '{{by}} asks you to widen the audience of “{{title}}” for the collection “{{within}}”',
    proposal_made: '{{by}} proposed an item for “{{title}}”',
    proposal_accepted: 'Your proposal “{{title}}” is now in “{{within}}”',
    proposal_declined: 'Your proposal “{{title}}” for “{{within}}” was declined',
    collection_changed: '“{{title}}”, which you follow: {{news}}',
  } satisfies Record<Exclude<NoticeKind, 'preparation_due'>, string>,
  /** of preparation_due: what is due, and whether its day is over */
  due: {
    due_draft: 'The draft of “{{title}}” is due on {{day}}',
    due_agree: '“{{title}}” is to be agreed by {{day}}',
    late_draft: 'The draft of “{{title}}” was due on {{day}}',
    late_agree: '“{{title}}” was to be agreed by {{day}}',
  },
  news: {
    reopened: 'shown again',
    added_one: '{{count}} item added',
    added_other: '{{count}} items added',
    removed_one: '{{count}} item taken away',
    removed_other: '{{count}} items taken away',
    and: ', ',
  },
  /** where a title may not be read any more */
  unnamed: {
    widening: '{{by}} asks you to widen the audience of “{{title}}” for a collection',
    proposal_accepted: 'A proposal of yours was accepted',
    proposal_declined: 'A proposal of yours was declined',
  } satisfies Partial<Record<NoticeKind, string>>,
};
