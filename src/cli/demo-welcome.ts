import { DEMO_PASSWORD } from '../demo/organization.js';

interface Shown {
  login: string;
  name: string;
  zh: string;
  en: string;
}

/** Whom to try out, and as what: the story of the tour first. */
const SHOWN: readonly Shown[] = [
  {
    login: 'wangfang',
    name: '王芳',
    zh: '青禾实验学校（核心校）语文教师',
    en: 'teacher of Chinese, core school',
  },
  {
    login: 'luoping',
    name: '罗萍',
    zh: '石磐乡中心学校语文教研组长',
    en: 'head of Chinese, rural member school',
  },
  {
    login: 'songyi',
    name: '宋毅',
    zh: '集团之外的教师：什么也找不到',
    en: 'teacher outside the group: finds nothing',
  },
  {
    login: 'liuyang',
    name: '刘洋',
    zh: '轮岗教师，同时属于两所学校',
    en: 'on rotation: belongs to two schools',
  },
  {
    login: 'lijianguo',
    name: '李建国',
    zh: '数学教研组长，集团学科负责人',
    en: 'head of maths, group subject lead',
  },
  { login: 'sunli', name: '孙丽', zh: '青禾实验学校图书管理员', en: 'librarian of the core school' },
  { login: 'zhaolei', name: '赵磊', zh: '青禾实验学校管理员', en: 'administrator of the core school' },
  { login: 'heqing', name: '何清', zh: '集团管理员', en: 'group administrator' },
  { login: 'maoyun', name: '毛云', zh: '督导（只读）', en: 'inspector (read-only)' },
];

/** What the terminal shows when the demo is ready: the address, the accounts, what to try. `coming`: whether resources are still to be uploaded. */
export function welcome(url: string, dataDir: string, coming: boolean): string {
  const rows = SHOWN.map(
    ({ login, name, zh, en }) => `    ${login.padEnd(11)}${wide(name, 8)}${wide(zh, 34)}${en}`,
  );
  return `
  联课 Lianke 演示已启动  The demonstration is ready

    ${url}

  账号 Accounts                    密码 Password: ${DEMO_PASSWORD}

${rows.join('\n')}

  试一试 Try this
    1. 以 wangfang 登录，上传一份教案或视频，发布给集团。
       Log in as wangfang, upload a lesson plan or a video, publish it to the group.
    2. 以 luoping 登录，搜索文件里的词，例如“闷雷”“勾股定理”，在浏览器里打开。
       Log in as luoping, search for words that stand inside the files, open what you find.
    3. 以 songyi 登录，搜索同样的词：什么也没有。
       Log in as songyi, search for the same words: there is nothing.

  ${coming ? '资源正在陆续上传和处理，页面上可以看到进度。' : '资源已全部在此。'}数据在 ${dataDir}，删除它即可重来。
  ${coming ? 'Resources are coming in and being processed while you look.' : 'All resources are there.'} All data is in ${dataDir}.
  Ctrl+C 停止 stops it; npm run demo 再次启动时接着进行 goes on where it was.
`;
}

/** Pads to a width in columns, of which a Chinese character takes two. */
function wide(text: string, columns: number): string {
  const width = [...text].reduce((sum, letter) => sum + (letter.codePointAt(0)! > 0x2e7f ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, columns - width));
}
