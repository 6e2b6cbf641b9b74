import type { Viewer, ViewReason } from '../../contracts/index.js';
import { csvOf } from '../../kernel/csv.js';

const WORDS = {
  zh: {
    head: ['姓名', '学校', '可以做什么', '原因', '到期'],
    right: { view: '查看', download: '下载', edit: '编辑', manage: '管理' },
    kind: {
      author: '作者',
      co_author: '合作者',
      keeper: '本校资源管理',
      grant: '被授予权限',
      support: '支持访问',
      review: '正在审核',
      plan: '集体备课',
      user: '指定的人',
      team: '备课组',
      department: '教研组',
      school: '学校',
      group: '集团',
    },
    by: (name: string) => `（${name}授予）`,
    joint: '；',
  },
  en: {
    head: ['Name', 'School', 'May', 'Why', 'Until'],
    right: { view: 'view', download: 'download', edit: 'edit', manage: 'manage' },
    kind: {
      author: 'author',
      co_author: 'co-author',
      keeper: 'keeps the school’s catalogue',
      grant: 'given a right',
      support: 'opened for support',
      review: 'asked to review',
      plan: 'prepares lessons by it',
      user: 'named',
      team: 'grade team',
      department: 'department',
      school: 'school',
      group: 'group',
    },
    by: (name: string) => ` (by ${name})`,
    joint: '; ',
  },
};

/** The list as a table for spreadsheet programs, a line for each person and reason. */
export function viewersCsv(viewers: readonly Viewer[], language: 'zh' | 'en'): string {
  const words = WORDS[language];
  const why = ({ kind, through, grantedBy }: ViewReason) =>
    [words.kind[kind], through].filter(Boolean).join(' ') + (grantedBy ? words.by(grantedBy) : '');
  return csvOf([
    words.head,
    ...viewers.flatMap((viewer) =>
      viewer.reasons.map((reason) => [
        viewer.name,
        viewer.schools.map(({ name }) => name).join(words.joint),
        words.right[reason.right],
        why(reason),
        reason.until ?? '',
      ]),
    ),
  ]);
}
