import type { NoticeKind } from './notices.js';

/** What notices say, on pages and in mail, in Chinese. `en` holds the same keys. */
export const zhNoticeWords = {
  somebody: '系统',
  say: {
    review_asked: '{{by}} 请你审核《{{title}}》',
    review_question: '{{by}} 审核《{{title}}》时有一个问题',
    review_answered: '{{by}} 回复了你对《{{title}}》的提问',
    review_edited: '{{by}} 审核时改正了《{{title}}》的说明，点开看改了什么',
    review_passed: '《{{title}}》通过了一级审核，进入下一级',
    review_approved: '《{{title}}》审核通过，已经公开',
    review_returned: '《{{title}}》被退回，请看原因',
    preparation_organizer: '{{by}} 请你一起组织备课计划《{{title}}》',
    preparation_lead: '你主备备课计划《{{within}}》里的《{{title}}》',
    preparation_drafted: '{{by}} 交了《{{title}}》的初案，请提意见',
    preparation_remarked: '{{by}} 对《{{title}}》的初案提了意见',
    preparation_agreed: '《{{title}}》定为共案，可以做自己的个案了',
    preparation_taken_back: '{{by}} 收回了自己交的《{{title}}》，备课计划《{{within}}》的这一课要重新交初案',
    preparation_widened: '{{by}} 把备课计划《{{title}}》开放给了更多人，他们也能看到你交的教案',
    preparation_lead_gone: '《{{title}}》的主备人已不在备课计划《{{within}}》里，请另外安排',
    review_overtaken: '你在审的一份资源已更换或撤回，不用再审',
    review_no_other: '有一份资源需要另一位评审，但目前没有别人可以评审，请指定评审人或调整审核要求',
    mark_given: '《{{title}}》被{{within}}评为精品',
    mark_taken: '《{{title}}》不再是{{within}}的精品，请看原因',
    mark_ended: '《{{title}}》更换了内容，{{within}}的精品评定留在旧版本，等待重新确认',
    resource_granted: '{{by}} 让你一起编辑《{{title}}》',
    collection_granted: '{{by}} 请你一起编合集《{{title}}》',
    widening: '{{by}} 请你放宽《{{title}}》的可见范围，合集《{{within}}》要用',
    proposal_made: '{{by}} 给合集《{{title}}》推荐了条目',
    proposal_accepted: '你推荐的《{{title}}》已放进合集《{{within}}》',
    proposal_declined: '你给合集《{{within}}》推荐的《{{title}}》没有采纳',
    collection_changed: '你关注的合集《{{title}}》{{news}}',
  } satisfies Record<Exclude<NoticeKind, 'preparation_due'>, string>,
  /** of preparation_due: what is due, and whether its day is over */
  due: {
    due_draft: '《{{title}}》的初案 {{day}} 要交',
    due_agree: '《{{title}}》{{day}} 要定为共案',
    late_draft: '《{{title}}》的初案 {{day}} 到期，还没有交',
    late_agree: '《{{title}}》{{day}} 到期，还没有定为共案',
  },
  news: {
    reopened: '重新开放了',
    added_one: '新添了 {{count}} 项',
    added_other: '新添了 {{count}} 项',
    removed_one: '拿走了 {{count}} 项',
    removed_other: '拿走了 {{count}} 项',
    and: '、',
  },
  /** where a title may not be read any more */
  unnamed: {
    widening: '{{by}} 请你放宽《{{title}}》的可见范围，有合集要用',
    proposal_accepted: '你推荐的一项已被采纳',
    proposal_declined: '你推荐的一项没有采纳',
  } satisfies Partial<Record<NoticeKind, string>>,
};
