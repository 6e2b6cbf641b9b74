import type { Lesson } from '../lesson.js';
import { CHUZHONG_MATH } from './chuzhong-math.js';
import { CHUZHONG_MATH_2 } from './chuzhong-math-2.js';
import { CHUZHONG_WEN } from './chuzhong-wen.js';
import { DAOFA } from './daofa.js';
import { GAOZHONG_1 } from './gaozhong-1.js';
import { GAOZHONG_2 } from './gaozhong-2.js';
import { KEXUE } from './kexue.js';
import { LIHUA } from './lihua.js';
import { LISHI } from './lishi.js';
import { SHUXUE_1 } from './shuxue-1.js';
import { SHUXUE_2 } from './shuxue-2.js';
import { SHUXUE_3 } from './shuxue-3.js';
import { WULI } from './wuli.js';
import { YINGYU } from './yingyu.js';
import { YUWEN_1 } from './yuwen-1.js';
import { YUWEN_2 } from './yuwen-2.js';
import { YUWEN_3 } from './yuwen-3.js';

/** All lessons, those that a first visitor is likely to look for first. */
export const LESSONS: readonly Lesson[] = [
  ...YUWEN_1,
  ...SHUXUE_1,
  ...CHUZHONG_MATH,
  ...WULI,
  ...KEXUE,
  ...LISHI,
  ...YINGYU,
  ...SHUXUE_2,
  ...LIHUA,
  ...YUWEN_2,
  ...CHUZHONG_WEN,
  ...CHUZHONG_MATH_2,
  ...GAOZHONG_1,
  ...SHUXUE_3,
  ...DAOFA,
  ...YUWEN_3,
  ...GAOZHONG_2,
];
