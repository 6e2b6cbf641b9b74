import type { Question } from '../lesson.js';

/** Numbers that look random and are the same in every run (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** As `int`, but never 0. */
  nonZero(low: number, high: number): number {
    for (;;) {
      const value = this.int(low, high);
      if (value !== 0) return value;
    }
  }

  pick<T>(list: readonly T[]): T {
    const chosen = list[this.int(0, list.length - 1)];
    if (chosen === undefined) throw new Error('nothing to pick from');
    return chosen;
  }
}

const question = (text: string, answer: string | number, check: string): Question => ({
  text,
  options: [],
  answer: String(answer).replace('-', '−'),
  checks: [check],
});

const gcd = (a: number, b: number): number => (b === 0 ? Math.abs(a) : gcd(b, a % b));

/** A fraction in lowest terms, as pupils write it: 3/4, 1 又 1/2, 2. */
function fraction(top: number, bottom: number): string {
  const by = gcd(top, bottom);
  const [n, d] = [top / by, bottom / by];
  if (d === 1) return String(n);
  return n < d ? `${n}/${d}` : `${Math.floor(n / d)} 又 ${n % d}/${d}`;
}

/** Decimal written without needless zeros, free of binary rounding. */
const decimal = (value: number): string => String(Math.round(value * 10000) / 10000);
const signed = (value: number): string => (value < 0 ? `(−${-value})` : `(＋${value})`);
const linear = (value: number): string => (value < 0 ? `－${-value}` : `＋${value}`);

export type Maker = (dice: Dice) => Question;

/** Makers of single exercises; every answer is computed from the numbers of its text. */
export const MAKERS = {
  timesTable: (dice) => {
    const [a, b] = [dice.int(2, 9), dice.int(2, 9)];
    return question(`${a}×${b}＝____`, a * b, `${a}*${b}=${a * b}`);
  },
  divisionTable: (dice) => {
    const [a, b] = [dice.int(2, 9), dice.int(2, 9)];
    return question(`${a * b}÷${a}＝____`, b, `${a * b}/${a}=${b}`);
  },
  withRemainder: (dice) => {
    const [by, times] = [dice.int(3, 9), dice.int(2, 9)];
    const rest = dice.int(1, by - 1);
    const total = by * times + rest;
    return question(`${total}÷${by}＝____……____`, `${times}……${rest}`, `${by}*${times}+${rest}=${total}`);
  },
  twoDigits: (dice) => {
    const [a, b] = [dice.int(12, 68), dice.int(11, 49)];
    return question(`${a}×${b}＝____`, a * b, `${a}*${b}=${a * b}`);
  },
  oneDigitDivision: (dice) => {
    const [by, times] = [dice.int(3, 9), dice.int(41, 128)];
    return question(`${by * times}÷${by}＝____`, times, `${by * times}/${by}=${times}`);
  },
  longMultiplication: (dice) => {
    const [a, b] = [dice.int(102, 489), dice.int(12, 89)];
    return question(`${a}×${b}＝____`, a * b, `${a}*${b}=${a * b}`);
  },
  longDivision: (dice) => {
    const [by, times] = [dice.int(13, 48), dice.int(11, 28)];
    return question(`${by * times}÷${by}＝____`, times, `${by * times}/${by}=${times}`);
  },
  decimalTimes: (dice) => {
    const [a, b] = [dice.int(12, 98), dice.int(2, 36)];
    const answer = decimal((a * b) / 100);
    return question(`${a / 10}×${b / 10}＝____`, answer, `${a / 10}*${b / 10}=${answer}`);
  },
  decimalDivision: (dice) => {
    const [by, times] = [dice.int(2, 18), dice.int(3, 24)];
    const total = decimal((by * times) / 100);
    return question(`${total}÷${by / 10}＝____`, times / 10, `${total}/${by / 10}=${times / 10}`);
  },
  fractionTimes: (dice) => {
    const [b, d] = [dice.int(3, 9), dice.int(3, 9)];
    const [a, c] = [dice.int(1, b - 1), dice.int(1, d - 1)];
    return question(
      `${a}/${b} × ${c}/${d}＝____`,
      fraction(a * c, b * d),
      `(${a}/${b})*(${c}/${d})=${a * c}/${b * d}`,
    );
  },
  fractionDivision: (dice) => {
    const [b, d] = [dice.int(3, 9), dice.int(3, 9)];
    const [a, c] = [dice.int(1, b - 1), dice.int(1, d - 1)];
    return question(
      `${a}/${b} ÷ ${c}/${d}＝____`,
      fraction(a * d, b * c),
      `(${a}/${b})/(${c}/${d})=${a * d}/${b * c}`,
    );
  },
  fractionSum: (dice) => {
    const [b, d] = [dice.int(2, 9), dice.int(2, 9)];
    const [a, c] = [dice.int(1, b - 1), dice.int(1, d - 1)];
    const top = a * d + c * b;
    return question(
      `${a}/${b}＋${c}/${d}＝____`,
      fraction(top, b * d),
      `${a}/${b}+${c}/${d}=${top}/${b * d}`,
    );
  },
  signedSum: (dice) => {
    const [a, b, c] = [dice.nonZero(-15, 15), dice.nonZero(-15, 15), dice.nonZero(-15, 15)];
    const text = `${signed(a)}＋${signed(b)}－${signed(c)}＝____`;
    return question(text, a + b - c, `(${a})+(${b})-(${c})=${a + b - c}`);
  },
  signedProduct: (dice) => {
    const [a, b, c] = [dice.nonZero(-9, 9), dice.nonZero(-9, 9), dice.nonZero(-4, 4)];
    const text = `${signed(a)}×${signed(b)}×${signed(c)}＝____`;
    return question(text, a * b * c, `(${a})*(${b})*(${c})=${a * b * c}`);
  },
  equation: (dice) => {
    const x = dice.nonZero(-9, 9);
    const a = dice.int(4, 9);
    const c = dice.int(1, 3);
    const b = dice.nonZero(-12, 12);
    const d = a * x + b - c * x;
    const right = d === 0 ? `${c === 1 ? '' : c}x` : `${c === 1 ? '' : c}x${linear(d)}`;
    return question(
      `解方程：${a}x${linear(b)}＝${right}`,
      `x＝${x}`,
      `${a}*(${x})+(${b})=${c}*(${x})+(${d})`,
    );
  },
  bracketEquation: (dice) => {
    const x = dice.nonZero(-8, 8);
    const [a, b, c] = [dice.int(2, 5), dice.nonZero(-6, 6), dice.int(6, 9)];
    const d = a * (x + b) - c * x;
    return question(
      `解方程：${a}(x${linear(b)})＝${c}x${d === 0 ? '' : linear(d)}`,
      `x＝${x}`,
      `${a}*((${x})+(${b}))=${c}*(${x})+(${d})`,
    );
  },
  speed: (dice) => {
    const [v, t] = [dice.int(4, 30), dice.int(5, 40)];
    const who = dice.pick(['一辆汽车', '一位骑行者', '一列小火车模型', '一名运动员', '一艘快艇']);
    return question(
      `${who} ${t} s 内匀速通过 ${v * t} m，它的速度是____m/s，合____km/h。`,
      `${v}；${decimal(v * 3.6)}`,
      `${v * t}/${t}*3.6=${decimal(v * 3.6)}`,
    );
  },
  travelTime: (dice) => {
    const [v, t] = [dice.int(3, 12) * 10, dice.int(2, 6)];
    return question(
      `甲、乙两地相距 ${v * t} km，汽车以 ${v} km/h 匀速行驶，需要____h 到达。`,
      t,
      `${v * t}/${v}=${t}`,
    );
  },
  ohm: (dice) => {
    const [r, i] = [dice.int(4, 30), dice.int(2, 9)];
    const u = decimal((r * i) / 10);
    return question(
      `电阻 ${r} Ω 的导体两端加上 ${u} V 的电压，通过它的电流是____A。`,
      i / 10,
      `${u}/${r}=${i / 10}`,
    );
  },
  series: (dice) => {
    const [a, b, i] = [dice.int(3, 18), dice.int(3, 18), dice.int(2, 6)];
    const u = decimal(((a + b) * i) / 10);
    return question(
      `${a} Ω 与 ${b} Ω 的电阻串联接在 ${u} V 的电源上，电路中的电流是____A，${a} Ω 电阻两端的电压是____V。`,
      `${i / 10}；${decimal((a * i) / 10)}`,
      `${u}/(${a}+${b})*${a}=${decimal((a * i) / 10)}`,
    );
  },
  parallel: (dice) => {
    const [a, b] = dice.pick([
      [6, 12],
      [10, 15],
      [20, 30],
      [4, 12],
      [8, 24],
      [30, 60],
    ] as const);
    const total = (a * b) / (a + b);
    return question(
      `${a} Ω 与 ${b} Ω 的电阻并联，总电阻是____Ω。`,
      decimal(total),
      `1/(1/${a}+1/${b})=${decimal(total)}`,
    );
  },
  shopping: (dice) => {
    const [price, count, more] = [dice.int(12, 38), dice.int(3, 8), dice.int(15, 60)];
    const total = price * count + more;
    const thing = dice.pick(['跳绳', '篮球网', '羽毛球拍', '科学套材', '故事书']);
    return question(
      `学校买了 ${count} 套${thing}，每套 ${price} 元，又买了一个 ${more} 元的收纳箱，一共花了多少元？`,
      `${total} 元`,
      `${price}*${count}+${more}=${total}`,
    );
  },
  field: (dice) => {
    const [long, wide] = [dice.int(12, 40), dice.int(6, 11)];
    return question(
      `一块长方形菜地长 ${long} 米、宽 ${wide} 米，它的周长是____米，面积是____平方米。`,
      `${2 * (long + wide)}；${long * wide}`,
      `2*(${long}+${wide})+${long}*${wide}=${2 * (long + wide) + long * wide}`,
    );
  },
  ratioShare: (dice) => {
    const [a, b, part] = [dice.int(2, 5), dice.int(6, 9), dice.int(8, 25)];
    return question(
      `把 ${(a + b) * part} 棵树苗按 ${a} : ${b} 分给五、六两个年级，五年级____棵，六年级____棵。`,
      `${a * part}；${b * part}`,
      `${a}*${part}+${b}*${part}=${(a + b) * part}`,
    );
  },
  circle: (dice) => {
    const r = dice.int(2, 12);
    return question(
      `一个圆的半径是 ${r} cm，它的周长是____cm，面积是____cm²。（π 取 3.14）`,
      `${decimal(6.28 * r)}；${decimal(3.14 * r * r)}`,
      `3.14*${r}^2=${decimal(3.14 * r * r)}`,
    );
  },
} satisfies Record<string, Maker>;
export type MakerKey = keyof typeof MAKERS;

/** `count` different exercises of one kind. */
export function series(key: MakerKey, count: number, dice: Dice): Question[] {
  const made = new Map<string, Question>();
  while (made.size < count) {
    const one = MAKERS[key](dice);
    made.set(one.text, one);
  }
  return [...made.values()];
}
