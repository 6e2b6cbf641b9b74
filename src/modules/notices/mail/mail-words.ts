/** What mail says around the sentences of notices. `{{…}}` are blanks. */
export const MAIL_WORDS = {
  zh: {
    program: '联课',
    many: '联课：{{count}} 条新通知',
    daily: '联课每日通知：{{count}} 条',
    hello: '{{name}}：',
    lead: '你在联课有新的通知。',
    dailyLead: '这是你还没有看过的通知。',
    more: '还有 {{count}} 条，请到联课查看。',
    foot: '邮件里只有标题，内容请登录后查看。怎样收邮件，在“我的账号”里选择：',
    stop: '不再收任何通知邮件：',
    confirmSubject: '请确认你的联课邮件地址',
    confirmLead:
      '有人在联课把这个地址填作你的邮件地址（你自己，或者学校的管理员）。如果要在这里收通知，请在 24 小时内打开下面的链接，并用你的联课账号登录：',
    confirmNot: '如果你没有联课账号，或者不想在这里收通知，不用理会这封邮件，也不会再收到别的邮件。',
  },
  en: {
    program: 'Lianke',
    many: 'Lianke: {{count}} new notices',
    daily: 'Lianke today: {{count}} notices',
    hello: 'Dear {{name}},',
    lead: 'there is news for you on Lianke.',
    dailyLead: 'this is what you have not seen yet.',
    more: 'There are {{count}} more: see them on Lianke.',
    foot: 'Mail has titles only; sign in to see the rest. Choose what you get by mail under “My account”:',
    stop: 'No more mail about notices:',
    confirmSubject: 'Please confirm your address for Lianke',
    confirmLead:
      'this address was entered as yours on Lianke, by you or by an administrator of your school. To get notices here, open the link below within 24 hours and sign in with your Lianke account:',
    confirmNot:
      'If you have no account on Lianke, or want no notices here, do nothing: no other mail will come.',
  },
} as const;
