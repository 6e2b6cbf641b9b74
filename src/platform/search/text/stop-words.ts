/** Characters that join words and are part of none beside them. All lists are folded. */
const PARTICLES =
  '的 了 着 过 地 得 是 在 有 和 与 及 或 而 且 也 都 就 还 又 吧 啊 呀 么 嘛 之 其 把 被 让 给 从 向 对 为 以 于';
/** Words that say nothing about a resource: not required where the query has others. */
const CHINESE =
  '这 那 我 你 他 她 它 们 我们 你们 他们 她们 它们 自己 这个 那个 这些 那些 可以 能 会 要 想 因为 所以 如果 但是 关于 以及 ' +
  '还是 一个 下列 以下 其中 进行 没有 不 不是 一下 请 请问 属于 可能 应该 到 上 下 中 里 个 一';
const ENGLISH =
  'a an and are as at be been but by can could did do does for from had has have if in into is it its may of on or ' +
  'that the their them then there these they this those to was were will with would you your';

const ASKING =
  '谁 啥 哪 哪个 哪些 哪里 哪儿 什么 怎么 怎样 怎么样 如何 为什么 为何 多少 几 是否 是不是 有没有 什么样 什么时候 吗 呢 ' +
  'what when where which who why how';

const PARTICLE_WORDS = new Set(PARTICLES.split(' '));
const STOP_WORDS = new Set(`${PARTICLES} ${CHINESE} ${ENGLISH} ${ASKING}`.split(' '));
const ASKING_WORDS = new Set(ASKING.split(' '));

export function isParticle(word: string): boolean {
  return PARTICLE_WORDS.has(word);
}

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

/** Whether the word makes a question of what is typed. */
export function asksSomething(word: string): boolean {
  return ASKING_WORDS.has(word);
}
