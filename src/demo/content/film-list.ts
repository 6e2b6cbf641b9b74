import type { BookKey } from '../books.js';
import {
  circleFilm,
  fractionFilm,
  oppositeFilm,
  parabolaFilm,
  protractorFilm,
  pythagorasFilm,
  signedSumFilm,
} from '../films/math.js';
import { cageFilm, poemFilm, treesFilm } from '../films/reading.js';
import {
  circuitFilm,
  dayNightFilm,
  mitosisFilm,
  motionFilm,
  projectileFilm,
  reflectionFilm,
} from '../films/science.js';
import type { Film } from '../make/film.js';
import type { DemoAudience } from '../types.js';

/** A film as a resource. */
export interface DemoFilm {
  key: string;
  film: Film;
  fileName: string;
  book: BookKey;
  chapter: string;
  author: string;
  school: string;
  daysAgo: number;
  audience: DemoAudience;
  tags: string[];
}

const film = (
  key: string,
  made: Film,
  fileName: string,
  place: [BookKey, string],
  from: [author: string, school: string],
  daysAgo: number,
  tags: string[],
  audience: DemoAudience = { preset: 'group' },
): DemoFilm => ({
  key: `wk-${key}`,
  film: made,
  fileName,
  book: place[0],
  chapter: place[1],
  author: from[0],
  school: from[1],
  daysAgo,
  audience,
  tags: ['微课', ...tags],
});

/** Micro lessons, drawn by code. */
export const FILMS: readonly DemoFilm[] = [
  film('fenshu', fractionFilm, '微课：几分之一.mp4', ['sx3a', '分数的初步认识'], ['liuyang', 'shiyan'], 17, [
    '分数',
  ]),
  film('shuzhou', oppositeFilm, '数轴与相反数（微课）.mp4', ['sx7a', '1.2 有理数'], ['linhao', 'yunxi'], 83, [
    '数轴',
  ]),
  film(
    'fanshe',
    reflectionFilm,
    '光的反射 微课.mp4',
    ['wl8a', '第二节 光的反射'],
    ['chenxiao', 'shiyan'],
    10,
    ['光现象', '动画'],
  ),
  film('dianlu', circuitFilm, '点亮小灯泡_动画.mp4', ['kx4b', '电路'], ['guopeng', 'wutong'], 19, [
    '电路',
    '动画',
  ]),
  film('zhouye', dayNightFilm, '昼夜交替.mp4', ['kx6a', '地球的运动'], ['guopeng', 'wutong'], 12, [
    '地球',
    '动画',
  ]),
  film(
    'jiafa',
    signedSumFilm,
    '有理数加法（数轴演示）.mp4',
    ['sx7a', '1.3 有理数的加减法'],
    ['linhao', 'yunxi'],
    79,
    ['有理数'],
  ),
  film('liangjiao', protractorFilm, '怎样用量角器.mp4', ['sx4a', '角的度量'], ['liuyang', 'shipan'], 24, [
    '量角器',
  ]),
  film('yuan', circleFilm, '圆的面积推导 微课.mp4', ['sx6a', '圆'], ['lijianguo', 'shiyan'], 14, [
    '圆',
    '转化',
  ]),
  film(
    'yundong',
    motionFilm,
    '路程—时间图像.mp4',
    ['wl8a', '第三节 运动的快慢'],
    ['qinchuan', 'shipan'],
    86,
    ['图像'],
  ),
  film(
    'gougu',
    pythagorasFilm,
    '弦图与勾股定理.mp4',
    ['sx8b', '17.1 勾股定理'],
    ['lijianguo', 'shiyan'],
    18,
    ['弦图'],
  ),
  film('tianmen', poemFilm, '《望天门山》诵读微课.mp4', ['yw3a', '祖国之美'], ['wangfang', 'shiyan'], 54, [
    '古诗',
    '诵读',
  ]),
  film(
    'zhishu',
    treesFilm,
    '植树问题三种情况.mp4',
    ['sx5a', '数学广角——植树问题'],
    ['lijianguo', 'shiyan'],
    59,
    ['植树问题'],
  ),
  film('jitu', cageFilm, '鸡兔同笼·画图法.mp4', ['sx4b', '数学广角——鸡兔同笼'], ['shiqiang', 'shipan'], 37, [
    '假设法',
  ]),
  film(
    'paoti',
    projectileFilm,
    '平抛运动的分解.mp4',
    ['gwl2', '第四节 抛体运动的规律'],
    ['fangyuan', 'gaozhong'],
    13,
    ['抛体运动'],
    {
      preset: 'school',
    },
  ),
  film(
    'paowuxian',
    parabolaFilm,
    '抛物线与a.mp4',
    ['sx9a', '22.1 二次函数的图象和性质'],
    ['linhao', 'yunxi'],
    21,
    ['二次函数'],
  ),
  film(
    'fenlie',
    mitosisFilm,
    '有丝分裂动画.mp4',
    ['gsw1', '第一节 细胞的增殖'],
    ['pengchao', 'gaozhong'],
    47,
    ['有丝分裂', '动画'],
  ),
];
