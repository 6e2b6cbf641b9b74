import type { DemoBook } from './types.js';

const book = (
  stage: DemoBook['stage'],
  subject: string,
  edition: string,
  grade: string | null,
  volume: string,
): DemoBook => ({ stage, subject, edition, grade, volume });

const PEP = '人教版（PEP）（三年级起点）（主编：吴欣）';
const MATH_A = '人教版（A版）（主编：章建跃&李增沪）';

/** The textbook volumes that the demo touches, by a short key (subject, grade, a 上 / b 下). */
export const BOOKS = {
  yw1a: book('小学', '语文', '统编版', '一年级', '上册'),
  yw2a: book('小学', '语文', '统编版', '二年级', '上册'),
  yw3a: book('小学', '语文', '统编版', '三年级', '上册'),
  yw3b: book('小学', '语文', '统编版', '三年级', '下册'),
  yw4a: book('小学', '语文', '统编版', '四年级', '上册'),
  yw5a: book('小学', '语文', '统编版', '五年级', '上册'),
  yw6b: book('小学', '语文', '统编版', '六年级', '下册'),
  sx1b: book('小学', '数学', '人教版', '一年级', '下册'),
  sx2a: book('小学', '数学', '人教版', '二年级', '上册'),
  sx3a: book('小学', '数学', '人教版', '三年级', '上册'),
  sx3b: book('小学', '数学', '人教版', '三年级', '下册'),
  sx4a: book('小学', '数学', '人教版', '四年级', '上册'),
  sx4b: book('小学', '数学', '人教版', '四年级', '下册'),
  sx5a: book('小学', '数学', '人教版', '五年级', '上册'),
  sx5b: book('小学', '数学', '人教版', '五年级', '下册'),
  sx6a: book('小学', '数学', '人教版', '六年级', '上册'),
  sx6b: book('小学', '数学', '人教版', '六年级', '下册'),
  yy3b: book('小学', '英语', PEP, '三年级', '下册'),
  yy4b: book('小学', '英语', PEP, '四年级', '下册'),
  yy5a: book('小学', '英语', PEP, '五年级', '上册'),
  yy6b: book('小学', '英语', PEP, '六年级', '下册'),
  kx3a: book('小学', '科学', '教科版', '三年级', '上册'),
  kx4a: book('小学', '科学', '教科版', '四年级', '上册'),
  kx4b: book('小学', '科学', '教科版', '四年级', '下册'),
  kx5a: book('小学', '科学', '教科版', '五年级', '上册'),
  kx6a: book('小学', '科学', '教科版', '六年级', '上册'),
  df4a: book('小学', '道德与法治', '统编版', '四年级', '上册'),
  df5a: book('小学', '道德与法治', '统编版', '五年级', '上册'),
  yw7a: book('初中', '语文', '统编版', '七年级', '上册'),
  yw8a: book('初中', '语文', '统编版', '八年级', '上册'),
  sx7a: book('初中', '数学', '人教版', '七年级', '上册'),
  sx8a: book('初中', '数学', '人教版', '八年级', '上册'),
  sx8b: book('初中', '数学', '人教版', '八年级', '下册'),
  sx9a: book('初中', '数学', '人教版', '九年级', '上册'),
  yy8a: book('初中', '英语', '人教版', '八年级', '上册'),
  wl8a: book('初中', '物理', '人教版', '八年级', '上册'),
  wl8b: book('初中', '物理', '人教版', '八年级', '下册'),
  wl9: book('初中', '物理', '人教版', '九年级', '全一册'),
  hx9a: book('初中', '化学', '人教版', '九年级', '上册'),
  ls7a: book('初中', '历史', '统编版', '七年级', '上册'),
  ls7b: book('初中', '历史', '统编版', '七年级', '下册'),
  ls8a: book('初中', '历史', '统编版', '八年级', '上册'),
  sw7a: book('初中', '生物学', '人教版', '七年级', '上册'),
  sw7b: book('初中', '生物学', '人教版', '七年级', '下册'),
  dl7a: book('初中', '地理', '人教版', '七年级', '上册'),
  gsx2: book('高中', '数学', MATH_A, null, '必修2'),
  gsxx1: book('高中', '数学', MATH_A, null, '选择性必修1'),
  gwl1: book('高中', '物理', '人教版', null, '必修1'),
  gwl2: book('高中', '物理', '人教版', null, '必修2'),
  gsw1: book('高中', '生物学', '人教版', null, '必修1'),
  gyw1: book('高中', '语文', '统编版', null, '必修（上）'),
} satisfies Record<string, DemoBook>;

export type BookKey = keyof typeof BOOKS;
