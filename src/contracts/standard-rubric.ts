import type { RubricQuestion } from './rubric.js';

/**
 * Eight questions to begin with, after the dimensions of the Achieve OER Rubrics (Achieve, Inc., CC BY 3.0,
 * https://www.achieve.org/oer-rubrics) and their scale; the words are ours.
 */
export const STANDARD_QUESTIONS: readonly RubricQuestion[] = [
  {
    key: 'standards',
    title: { zh: '对准课程标准', en: 'Fits the curriculum standard' },
    hint: {
      zh: '目标、内容和活动是否落在课程标准的要求上，重点有没有偏。',
      en: 'Do aims, content and activities meet what the standard asks for, with the weight in the right place?',
    },
  },
  {
    key: 'explanation',
    title: { zh: '把学科内容讲清楚', en: 'Explains its subject well' },
    hint: {
      zh: '讲得是否准确、有条理，学生能不能看懂，概念之间的联系有没有说到。',
      en: 'Is it right, in a good order and clear to pupils, and does it connect its ideas?',
    },
  },
  {
    key: 'teaching',
    title: { zh: '别的老师拿来能用', en: 'Other teachers can use it' },
    hint: {
      zh: '用法、课时、材料是否交代清楚，换一位老师能不能照着上。',
      en: 'Are use, time and materials said, so that somebody else can teach with it?',
    },
  },
  {
    key: 'assessment',
    title: { zh: '能看出学生学会没有', en: 'Shows whether pupils have learnt' },
    hint: {
      zh: '检测是否对着目标，难度合适，答案和评分说得明白。',
      en: 'Does assessment match the aims, at the right difficulty, with clear answers and marking?',
    },
  },
  {
    key: 'interaction',
    title: { zh: '技术与互动', en: 'Technology and interaction' },
    hint: {
      zh: '互动是否帮助学习、给出反馈、好操作；没有互动的选“不适用”。',
      en: 'Does interaction help learning, give feedback and work easily? Does not apply where there is none.',
    },
  },
  {
    key: 'practice',
    title: { zh: '任务与练习', en: 'Tasks and practice' },
    hint: {
      zh: '练习的数量、层次、样式是否足够，表述有没有歧义。',
      en: 'Is there enough practice, of several kinds and levels, without ambiguity?',
    },
  },
  {
    key: 'depth',
    title: { zh: '引向更深的思考', en: 'Leads to deeper thinking' },
    hint: {
      zh: '有没有让学生探究、论证、合作、迁移运用的机会。',
      en: 'May pupils inquire, argue, work together and use what they learnt elsewhere?',
    },
  },
  {
    key: 'access',
    title: { zh: '人人可以使用', en: 'Everybody can use it' },
    hint: {
      zh: '字号、对比、字幕、图片说明等是否照顾到有需要的学生，普通设备能否打开。',
      en: 'Sizes, contrast, subtitles, words for pictures: does it work for all pupils, on plain devices?',
    },
  },
];
