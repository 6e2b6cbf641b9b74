/** The questions that reviewers answer when they decide. */
export const zhRubric = {
  rubric: {
    optional: '评价（可不填，已填 {{at}}/{{of}}）',
    required: '评价（每项都要填，已填 {{at}}/{{of}}）',
    value: { '3': '3 突出', '2': '2 良好', '1': '1 有限', '0': '0 很弱', null: '不适用' },
    words: '说明（可不填）',
    policy: {
      title: '评价表',
      lead: '审核人通过或退回时回答的问题。作者和以后的审核人看得到回答；不选就不问。',
      source:
        '前八项参照 Achieve OER Rubrics 的八个维度（Achieve, Inc.，CC BY 3.0），文字为本平台所写。每项 0–3 分，或不适用。',
      everyType: '所有类型',
      otherTypes: '其他类型',
      add: '单独设置一种类型',
      remove: '取消「{{type}}」的单独设置',
      save: '保存评价表',
      of: '{{type}}：评价的问题',
      required: '每项都要回答才能通过或退回',
      own: '添加自己的问题',
      addOwn: '添加',
      question: '问题',
      questionEn: '英文（可不填）',
      hint: '看什么（可不填）',
    },
  },
};
