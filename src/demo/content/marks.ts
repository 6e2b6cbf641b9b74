import type { MarkKind } from '../../contracts/index.js';

/** A quality mark of the demo: who gives it to which resource, by their keys. */
export interface DemoMark {
  key: string;
  resource: string;
  by: string;
  kind: MarkKind;
}

const mark = (resource: string, kind: MarkKind, by: string): DemoMark => ({
  key: `jingpin-${kind}-${resource}`,
  resource,
  kind,
  by,
});

/** Some of the best, from the core school and from the others. */
export const DEMO_MARKS: readonly DemoMark[] = [
  mark('yw4a-guanchao-lesson-plan', 'school', 'zhoumin'),
  mark('yw4a-guanchao-lesson-plan', 'group', 'heqing'),
  mark('sx7a-shuzhou-slides', 'group', 'lijianguo'),
  mark('sx3a-fenshu-lesson-plan', 'school', 'zhaolei'),
  mark('wl8a-sudu-lesson-plan', 'group', 'heqing'),
  mark('yw4a-jingwei-slides', 'school', 'qinchuan'),
  mark('sx2a-chengfa-slides', 'school', 'yaona'),
  mark('kx4b-dianlu-lesson-plan', 'school', 'tangyue'),
];
