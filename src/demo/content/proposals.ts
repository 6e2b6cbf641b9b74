/** Something that a teacher of the demo proposes for a collection: a resource by its key, or a web page. */
export interface DemoProposal {
  key: string;
  /** keys of a collection and of a person */
  collection: string;
  by: string;
  item: { resource: string } | { url: string; title: string };
  reason: string;
}

/** Proposals that wait for the curators of the demo. */
export const DEMO_PROPOSALS: readonly DemoProposal[] = [
  {
    key: 'tuijian-shuzhou-yundong',
    collection: 'heji-youlishu',
    by: 'shiqiang',
    item: {
      url: 'https://phet.colorado.edu/zh_CN/simulations/number-line-operations',
      title: 'PhET：数轴上的加减',
    },
    reason: '我们学校的学生在这里拖一拖小人，比听我讲两遍还明白，放在第二课时开头正好。',
  },
  {
    key: 'tuijian-shuzhou-jiaoan',
    collection: 'heji-shuxing',
    by: 'shiqiang',
    item: { resource: 'sx7a-shuzhou-lesson-plan' },
    reason: '数轴是初中第一次“用形看数”，建议放在“初中”一节的最前面。',
  },
];
