import fc from 'fast-check';
import { checkConsistency } from './check-consistency.js';
import { guessFromFileName, type FileGuess, type GuessHints } from './guess-from-file-name.js';
import { loadCatalogue } from './load-catalogue.js';

const catalogue = loadCatalogue();
const guess = (name: string, text?: string, hints?: GuessHints): FileGuess =>
  guessFromFileName(catalogue, name, text, hints);
const chapter = (name: string): string | undefined => catalogue.node(guess(name).chapterId ?? '')?.title;

describe('guessFromFileName', () => {
  it('reads volume, edition, unit and type', () => {
    expect(guess('七年级下册 人教版 英语 Unit 3 教案.docx')).toEqual({
      title: '七年级下册 人教版 英语 Unit 3 教案',
      type: 'lesson_plan',
      stage: 'junior',
      subject: 'english',
      grade: 'g7',
      edition: 'renjiao',
      volume: 'b',
      bookId: '1ojemgk',
      chapterId: '1ojemgk.3',
    });
  });

  it.each([
    ['观潮.pptx', '观潮'],
    ['《观潮》教学设计.docx', '观潮'],
    ['三上数学第六单元多位数乘一位数 课件.pptx', '第六单元 多位数乘一位数'],
    ['8上物理 第二章 声现象 复习.pptx', '第二章 声现象'],
    ['六年级上册数学圆的面积微课.mp4', '第五单元 圆'],
    ['高一物理必修一 牛顿第二定律 导学案.docx', '第三节 牛顿第二定律'],
    ['小学语文/四年级上册/第一单元/2 走月亮.docx', '走月亮'],
    ['背影 教案 - 副本.docx', '背影'],
    ['Unit 3 What would you like.pptx', 'Unit 3 What would you like?'],
    ['九上数学 21.2 解一元二次方程.pptx', '21.2 解一元二次方程'],
  ])('finds the chapter of %p', (name, title) => {
    expect(chapter(name)).toBe(title);
  });

  it.each([
    '植物大战僵尸.mp4',
    'IMG_2041.jpg',
    '圆.docx',
    '总复习.docx',
    '集体备课记录.docx',
    '古诗三首.docx',
  ])('guesses no place for %p', (name) => {
    expect(guess(name)).toMatchObject({
      stage: null,
      subject: null,
      grade: null,
      bookId: null,
      chapterId: null,
    });
  });

  it.each([
    ['期末复习课件.pptx', 'slides'],
    ['期末数学.pdf', 'exam_paper'],
    ['作业设计教案.docx', 'lesson_plan'],
    ['浮力.mp4', 'micro_video'],
    ['公开课视频.mp4', 'micro_video'],
    ['课堂实录.mp4', 'lesson_recording'],
    ['春天的图片.docx', 'material'],
    ['说明.docx', null],
  ])('takes %p for %p', (name, type) => {
    expect(guess(name).type).toBe(type);
  });

  it.each([
    ['a/b\\三年级 教案 - 副本 (2).docx', '三年级 教案'],
    ['单元_测试__卷(1).pdf', '单元 测试 卷'],
    ['教案.定稿.DOCX', '教案.定稿'],
    ['数字空间-_精讲版.mp4', '数字空间 精讲版'],
    ['圆 - 第1课时.pptx', '圆 - 第1课时'],
    ['.docx', '.docx'],
    ['', ''],
  ])('makes of %p the title %p', (name, title) => {
    expect(guess(name).title).toBe(title);
  });

  it('asks the text where the name says nothing, and the person where both are silent', () => {
    expect(guess('新建文档.docx', '课题：声音的特性 年级：八年级上册 学科：物理')).toMatchObject({
      subject: 'physics',
      grade: 'g8',
    });
    const teacher = { stage: 'primary', subject: 'math', edition: 'sujiao' };
    expect(guess('三上 第二单元.docx', '', teacher)).toMatchObject({
      subject: 'math',
      edition: 'sujiao',
      grade: 'g3',
    });
    expect(guess('说明.docx', '', teacher)).toMatchObject({
      stage: 'primary',
      subject: 'math',
      bookId: null,
    });
  });

  it('does not force a subject on a grade that has no such subject', () => {
    expect(guess('三年级 小测.docx', '', { subject: 'physics' })).toMatchObject({
      grade: 'g3',
      subject: null,
    });
  });

  it('finds each unit of a common book from "volume + printed title"', () => {
    for (const id of ['1n76wai', '113o5sx', '0441f2r', '1fcf1pb']) {
      const book = catalogue.book(id);
      const edition = catalogue.edition(book?.edition ?? '')?.zh;
      for (const node of catalogue.rootsOf(id)) {
        const found = guess(`${edition} ${book?.title} ${node.title} 课件.pptx`);
        expect([node.title, found.chapterId]).toEqual([node.title, node.id]);
      }
    }
  });

  it('never suggests what the check would refuse, whatever the name', () => {
    const pieces = fc.constantFrom(
      ...[
        '一年级',
        '物理',
        '初三',
        '五四制',
        '必修一',
        '小学',
        '上册',
        '浮力',
        '人教版',
        'Unit 2',
        '化学',
        '/',
        '.pptx',
        '高考',
      ],
    );
    const names = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(pieces, { maxLength: 8 }).map((p) => p.join('')),
    );
    const hints = fc.record({
      stage: fc.constantFrom(null, 'primary', 'senior', 'nope'),
      subject: fc.constantFrom(null, 'physics', 'chemistry', 'nope'),
      grade: fc.constantFrom(null, 'g1', 'g12', 'nope'),
    });
    fc.assert(
      fc.property(names, names, hints, (name, text, known) => {
        const { stage, subject, grade, bookId, chapterId } = guess(name, text, known);
        checkConsistency(catalogue, { stage, subject, grade, bookId, chapterId });
      }),
      { numRuns: 300 },
    );
  });
});
