/** What a resource held before. */
export const enVersions = {
  open: 'Earlier versions',
  title: 'Earlier versions',
  lead: 'Whenever files or the link are replaced after publishing, what was there before stays here, for those who may edit. A version that a collection is pinned to is still shown there to those who could see it in its time.',
  current: 'This is version {{number}} now',
  none: 'No earlier versions yet',
  noneText: 'What is replaced, files or the link, will be kept here.',
  number: 'Version {{number}}',
  time: '{{since}} to {{until}}',
  by: 'replaced by {{name}}',
  pupils: 'Pupils appear',
  restore: 'Put in force again',
  remove: 'Delete for good',
  ask: { restore: 'Put version {{number}} in force again?', remove: 'Delete version {{number}} for good?' },
  askText: {
    restore:
      'Everybody in the audience sees its files and link again; what is there now is kept as an earlier version.',
    pupils:
      'Pupils were noted to appear in it: that is noted again, and without consent only your own school sees it.',
    remove:
      'Files that only this version holds are deleted and cannot be brought back; their room becomes free.',
  },
  pinnedIn_one: '{{count}} collection is pinned to this version',
  pinnedIn_other: '{{count}} collections are pinned to this version',
  askPinned_one:
    '{{count}} collection that you can see is pinned to this version; once it is deleted, the version in force is shown there.',
  askPinned_other:
    '{{count}} collections that you can see are pinned to this version; once it is deleted, the version in force is shown there.',
  done: {
    restore: 'Version {{number}} is in force again',
    remove: 'Version {{number}} was deleted',
  },
};
