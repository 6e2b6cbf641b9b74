import type { BookKey } from '../books.js';
import type { FigureKey } from '../make/figures.js';
import type { DemoAudience } from '../types.js';
import { lines } from '../lesson.js';

interface Extra {
  key: string;
  title: string;
  description: string;
  book: BookKey;
  chapter: string | null;
  author: string;
  school: string;
  daysAgo: number;
  audience: DemoAudience;
  tags: string[];
}

export interface PictureExtra extends Extra {
  fileName: string;
  figure: FigureKey;
}

export interface LinkExtra extends Extra {
  url: string;
}

/** The written record of a lesson: who said what. */
export interface Recording extends Extra {
  fileName: string;
  facts: string[];
  turns: string[];
  comment: string[];
}

const GROUP: DemoAudience = { preset: 'group' };

const picture = (
  figure: FigureKey,
  title: string,
  fileName: string,
  description: string,
  place: Pick<Extra, 'book' | 'chapter' | 'author' | 'school' | 'daysAgo' | 'tags'>,
): PictureExtra => ({ key: `tu-${figure}`, title, fileName, description, figure, audience: GROUP, ...place });

export const PICTURES: readonly PictureExtra[] = [
  picture(
    'fractionBars',
    '分数墙（高清图）',
    '分数墙.png',
    '1、1/2、1/3、1/4、1/6、1/12 的分数墙，可打印张贴。',
    {
      book: 'sx3a',
      chapter: '分数的初步认识',
      author: 'liuyang',
      school: 'shiyan',
      daysAgo: 19,
      tags: ['分数', '挂图'],
    },
  ),
  picture(
    'seriesParallel',
    '串联与并联电路对比图',
    '串联、并联电路对比.png',
    '两只灯泡串联与并联的电路图，适合投影与印发。',
    {
      book: 'wl9',
      chapter: '第三节 串联和并联',
      author: 'chenxiao',
      school: 'shiyan',
      daysAgo: 57,
      tags: ['电路图', '电学'],
    },
  ),
  picture(
    'plantCell',
    '植物细胞结构模式图',
    '植物细胞结构图（标注）.png',
    '标注细胞壁、细胞膜、细胞质、细胞核、液泡、叶绿体。',
    {
      book: 'sw7a',
      chapter: '第一章 细胞是生命活动的基本单位',
      author: 'dengbo',
      school: 'yunxi',
      daysAgo: 67,
      tags: ['细胞', '模式图'],
    },
  ),
  picture(
    'canalMap',
    '隋朝大运河示意图',
    '隋朝大运河示意图.png',
    '一个中心、两端、四段，示意位置，供填图使用。',
    {
      book: 'ls7b',
      chapter: '第1课 隋朝的统一与灭亡',
      author: 'wuxia',
      school: 'yunxi',
      daysAgo: 6,
      tags: ['大运河', '示意图'],
    },
  ),
  picture(
    'convexLens',
    '凸透镜成像光路图（f＜u＜2f）',
    '凸透镜成像光路.png',
    '两条特殊光线作图，成倒立放大的实像。',
    {
      book: 'wl8a',
      chapter: '第三节 凸透镜成像的规律',
      author: 'chenxiao',
      school: 'shiyan',
      daysAgo: 3,
      tags: ['透镜', '光路图'],
    },
  ),
  picture(
    'areaUnits',
    '面积单位对比图',
    '面积单位.png',
    '1 平方厘米、1 平方分米与 1 平方米的关系，板书用图。',
    {
      book: 'sx3b',
      chapter: '面积',
      author: 'shiqiang',
      school: 'shipan',
      daysAgo: 72,
      tags: ['面积', '挂图'],
    },
  ),
  picture(
    'linearFunction',
    '一次函数图象示例',
    '一次函数图象 k正k负.png',
    '同一坐标系中 k＞0 与 k＜0 的两条直线，便于比较增减性。',
    {
      book: 'sx8b',
      chapter: '19.2 一次函数',
      author: 'linhao',
      school: 'yunxi',
      daysAgo: 10,
      tags: ['一次函数', '图象'],
    },
  ),
];

export const LINKS: readonly LinkExtra[] = [
  {
    key: 'lian-smartedu',
    title: '国家中小学智慧教育平台',
    description: '教育部主办的资源平台，可查同步课程与教材电子版，备课时对照使用。',
    url: 'https://basic.smartedu.cn/',
    book: 'yw4a',
    chapter: null,
    author: 'zhoumin',
    school: 'shiyan',
    daysAgo: 95,
    audience: GROUP,
    tags: ['网站', '同步课程'],
  },
  {
    key: 'lian-phet-dianlu',
    title: 'PhET 互动仿真：电路组建实验',
    description: '科罗拉多大学的免费仿真，可在课上演示通路、断路与短路，注意先讲安全再演示短路。',
    url: 'https://phet.colorado.edu/zh_CN/simulations/circuit-construction-kit-dc',
    book: 'wl9',
    chapter: '第二节 电流和电路',
    author: 'chenxiao',
    school: 'shiyan',
    daysAgo: 56,
    audience: GROUP,
    tags: ['仿真实验', '电路'],
  },
  {
    key: 'lian-guobo',
    title: '中国国家博物馆：秦汉展品参考',
    description: '可查秦权、秦诏版等文物图片与说明，配合“秦统一中国”一课使用。',
    url: 'https://www.chnmuseum.cn/',
    book: 'ls7a',
    chapter: '第9课 秦统一中国',
    author: 'wuxia',
    school: 'yunxi',
    daysAgo: 30,
    audience: GROUP,
    tags: ['博物馆', '文物'],
  },
  {
    key: 'lian-geogebra',
    title: 'GeoGebra 在线画板：椭圆的画法',
    description: '用在线画板演示到两定点距离之和为定值的点的轨迹，改变绳长观察形状变化。',
    url: 'https://www.geogebra.org/geometry',
    book: 'gsxx1',
    chapter: '3.1 椭圆',
    author: 'hanxu',
    school: 'gaozhong',
    daysAgo: 6,
    audience: GROUP,
    tags: ['动态几何', '圆锥曲线'],
  },
];

export const RECORDINGS: readonly Recording[] = [
  {
    key: 'shilu-fenshu',
    title: '《几分之一》课堂实录（文字）',
    description: '刘洋老师执教“几分之一”的文字实录，保留师生对话和教研组点评；不出现学生姓名与影像。',
    fileName: '几分之一 课堂实录（文字整理）.docx',
    book: 'sx3a',
    chapter: '分数的初步认识',
    author: 'liuyang',
    school: 'shipan',
    daysAgo: 15,
    audience: GROUP,
    tags: ['课堂实录', '分数', '点评'],
    facts: ['执教：刘洋', '地点：石磐乡中心学校三年级教室', '学生：三（1）班 31 人', '时长：40 分钟'],
    turns: lines(`
      师：两个月饼平均分给两个小朋友，每人几个？
      生：1 个。
      师：那一个月饼平均分给两个小朋友呢？
      生：半个。
      师：“半个”能用我们学过的 0、1、2、3 这样的数表示吗？
      生：不能。
      生：我想用一个新的数！
      师：好主意。数学家也是这样想的。谁能说说，“半个”是怎样分出来的？
      生：把一个月饼切成两块。
      师：（拿出一大一小两块）这样切成两块，行吗？
      生：（齐）不行！要一样大！
      师：怎样用一个词说“一样大”？
      生：平均分。
      师：把一个月饼平均分成 2 份，每份是它的二分之一，写作 1/2。你能指着图说完整吗？
      生：把一个月饼平均分成 2 份，每份是这个月饼的二分之一。
      师：现在用长方形纸折出它的四分之一。
      （学生操作，出现横折、十字折、对角折三种）
      师：三种折法，每份的形状不一样，为什么都能用 1/4 表示？
      生：因为都平均分成了 4 份，都是其中的 1 份。
      师：形状不同没关系，关键是——
      生：（齐）平均分成 4 份！
      师：猜一猜，1/2 和 1/4 谁大？
      生：1/4 大，4 比 2 大。
      生：不对，你拿圆片叠一叠，1/2 大。
      师：为什么份数多，每份反而小？
      生：就像分蛋糕，人越多，每个人吃到的越少。
      师：说得真好！请大家把这句话写在任务单上。`),
    comment: lines(`
      核心问题抓得准：两次“平均分”的追问，让学生自己说出分数的前提。
      比较大小没有直接告诉结论，而是让持不同意见的学生用圆片说服对方，生生对话真实。
      建议：最后五分钟的练习可以减少一题，留时间让学困生再折一次 1/8。`),
  },
  {
    key: 'shilu-fanshe',
    title: '《光的反射》课堂实录（片段）',
    description: '陈晓老师“光的反射”探究环节的文字实录，重点呈现“三线共面”的追问。',
    fileName: '光的反射 课堂实录片段.docx',
    book: 'wl8a',
    chapter: '第二节 光的反射',
    author: 'chenxiao',
    school: 'shiyan',
    daysAgo: 9,
    audience: GROUP,
    tags: ['课堂实录', '探究', '追问'],
    facts: [
      '执教：陈晓',
      '地点：青禾实验学校物理实验室',
      '学生：八（2）班 44 人，11 组',
      '片段时长：16 分钟',
    ],
    turns: lines(`
      师：刚才打靶，有的组一次就中，有什么窍门？
      生：镜子放得斜一点，光就往上走。
      师：斜多少？“斜”是和谁比？
      生：和镜面比。
      师：镜面晃来晃去，我们请一位“公证人”——过入射点垂直镜面的线，叫法线，画成虚线。
      师：光射来的线叫——
      生：入射光线。反射回去的叫反射光线。
      师：入射光线和法线的夹角叫入射角。请指一指，不要指成和镜面的夹角。
      （学生在纸板上指认，四组指错，互相纠正）
      师：把光贴着纸板射，入射角取 30°、45°、60°，读反射角。
      生：（读数）30°、45°、59°。
      师：59° 是不是推翻了“相等”？
      生：是量的时候没对准，光束也有粗细。
      师：那再量一次，取三次看规律。
      师：现在把右边的纸板向后折，光还照在原处，你看到什么？
      生：右边没有光了！
      师：光消失了吗？
      生：没有，它还在原来那个面里，只是纸板不在那个面上了。
      师：这说明三条线有什么关系？
      生：在同一个平面里。
      师：谁能把今天的发现用三句话说完？
      生：三线共面，法线居中，两角相等。
      师：两角相等，先说谁等于谁更合理？
      生：反射角等于入射角，因为先有入射光才有反射光。`),
    comment: lines(`
      “请一位公证人”把法线的必要性讲活了，学生不再死记。
      对 59° 的处理体现了对待误差的科学态度，没有简单改成 60°。
      可以让学生自己设计折纸板这一步，给“怎样证明在同一平面”更长的思考时间。`),
  },
];
