/** Mail: my address and wishes, those of people I administer, leaving. */
export const enMail = {
  mail: {
    title: 'Notices by mail',
    lead: 'Notices can come to your mailbox, too. Mail has titles only; sign in to see the rest.',
    notReady: 'This installation sends no mail: notices are shown on the pages only.',
    address: 'Mail address',
    addressHint: 'Such as wangfang@school.example',
    addressWrong: 'Enter a whole mail address',
    send: 'Send a link to confirm',
    sent: 'A link is on its way. Open it from your mailbox within 24 hours.',
    again: 'Send it again',
    change: 'Another address',
    remove: 'Remove address',
    removeAsk: 'Remove this mail address?',
    removeText: 'No mail will be sent any more. Notices stay on the pages.',
    removed: 'The address has been removed',
    confirming: 'Confirming the address…',
    confirmed: 'The address is confirmed. Notices will be sent there from now on.',
    state: {
      none: 'No address',
      unconfirmed: 'Not confirmed',
      confirmed: 'Confirmed',
      unusable: 'Cannot be reached',
    },
    why: {
      unconfirmed:
        'Not confirmed yet: open the link that was sent to this address. If it has not come, look among junk mail or send it again.',
      unusable:
        'A mail server refuses mail to this address, so none is sent. Check it, then enter another one or confirm it again.',
    },
    stopped: 'You have unsubscribed: no mail about notices is sent.',
    resume: 'Receive mail again',
    stop: 'Unsubscribe from all',
    paces: 'What to send, and how often',
    saved: 'Saved',
    sort: {
      reviews: 'Review',
      preparation: 'Preparation and reminders',
      collections: 'Collections and proposals',
      rights: 'Rights and audiences',
    },
    pace: {
      usual: 'Urgent at once, rest daily',
      at_once: 'At once',
      daily: 'Daily at 7:00',
      none: 'Never',
    },
    ofPerson:
      'Where mail about notices goes. It takes effect once the person has opened the link sent there.',
    standing: { ready: 'Mail: set up', notReady: 'Mail: not set up, so notices are shown on the pages only' },
    leave: {
      title: 'Unsubscribe from mail',
      text: 'Lianke will send no more notices to your mailbox. They can still be read after signing in, and mail can be taken up again under “My account”.',
      act: 'Unsubscribe',
      done: 'You have unsubscribed',
      doneText: 'No more mail about notices will come.',
      missing: 'This link no longer works',
      missingText: 'This address receives no mail about notices any more: there is nothing left to do.',
    },
  },
};
