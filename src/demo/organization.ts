import type { DemoDepartment, DemoGroup, DemoMembership, DemoPerson, DemoSchool } from './types.js';

/** The password of every demo account: a line of a Tang poem in pinyin, long enough for the password rules. */
export const DEMO_PASSWORD = 'chaoping-liangan-kuo';

/** Invented: no such group and no such schools exist. */
export const DEMO_GROUPS: readonly DemoGroup[] = [
  { key: 'qinghe', name: '青禾教育集团' },
  { key: 'songling', name: '松岭湾教育联盟' },
];

const school = (
  key: string,
  name: string,
  shortName: string,
  joinedDaysAgo: number,
  link: 'core' | 'member' = 'member',
  group = 'qinghe',
): DemoSchool => ({ key, name, shortName, group, link, joinedDaysAgo });

export const DEMO_SCHOOLS: readonly DemoSchool[] = [
  school('shiyan', '青禾实验学校', '实验', 1400, 'core'),
  school('wutong', '青禾梧桐里小学', '梧桐', 1400),
  school('yunxi', '青禾云汐初级中学', '云汐', 1100),
  school('shipan', '石磐乡中心学校', '石磐', 760),
  school('xinyu', '青禾新屿小学', '新屿', 400),
  school('gaozhong', '青禾高级中学', '高中', 1100),
  school('songwan', '松岭湾中学', '松湾', 900, 'core', 'songling'),
];

const department = (school: string, code: string, subject: string, name: string): DemoDepartment => ({
  key: `${school}-${code}`,
  school,
  subject,
  name,
});

export const DEMO_DEPARTMENTS: readonly DemoDepartment[] = [
  department('shiyan', 'yuwen', '语文', '语文教研组'),
  department('shiyan', 'shuxue', '数学', '数学教研组'),
  department('shiyan', 'yingyu', '英语', '英语教研组'),
  department('shiyan', 'wuli', '物理', '物理教研组'),
  department('shiyan', 'huaxue', '化学', '化学教研组'),
  department('wutong', 'yuwen', '语文', '语文教研组'),
  department('wutong', 'yingyu', '英语', '英语教研组'),
  department('wutong', 'kexue', '科学', '科学教研组'),
  department('yunxi', 'shuxue', '数学', '数学教研组'),
  department('yunxi', 'yuwen', '语文', '语文教研组'),
  department('yunxi', 'lishi', '历史', '历史教研组'),
  department('yunxi', 'shengwu', '生物学', '生物教研组'),
  department('shipan', 'yuwen', '语文', '语文教研组'),
  department('shipan', 'shuxue', '数学', '数学教研组'),
  department('shipan', 'wuli', '物理', '理化教研组'),
  department('xinyu', 'shuxue', '数学', '数学教研组'),
  department('xinyu', 'daofa', '道德与法治', '道德与法治教研组'),
  department('gaozhong', 'shuxue', '数学', '数学教研组'),
  department('gaozhong', 'wuli', '物理', '物理教研组'),
  department('gaozhong', 'yuwen', '语文', '语文教研组'),
  department('gaozhong', 'shengwu', '生物学', '生物教研组'),
  department('songwan', 'shuxue', '数学', '数学教研组'),
];

const teaches = (departmentKey: string, fromDaysAgo = 700): DemoMembership[] => [
  { school: departmentKey.split('-')[0] ?? '', role: 'teacher', fromDaysAgo },
  { department: departmentKey, role: 'teacher', fromDaysAgo },
];

const leads = (departmentKey: string, fromDaysAgo = 700): DemoMembership[] => [
  { school: departmentKey.split('-')[0] ?? '', role: 'teacher', fromDaysAgo },
  { department: departmentKey, role: 'department_lead', fromDaysAgo },
];

const person = (key: string, name: string, about: string, memberships: DemoMembership[]): DemoPerson => ({
  key,
  loginName: key,
  name,
  about,
  memberships,
});

/** Twenty-eight people of the group in every role, and one of another group who is to find nothing. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  person('heqing', '何清', '集团管理员', [{ group: 'qinghe', role: 'group_admin', fromDaysAgo: 1400 }]),
  person('maoyun', '毛云', '督导（只读）', [{ group: 'qinghe', role: 'inspector', fromDaysAgo: 500 }]),

  person('zhaolei', '赵磊', '青禾实验学校管理员', [
    { school: 'shiyan', role: 'school_admin', fromDaysAgo: 1300 },
  ]),
  person('sunli', '孙丽', '青禾实验学校图书管理员', [
    { school: 'shiyan', role: 'librarian', fromDaysAgo: 900 },
  ]),
  person('wangfang', '王芳', '青禾实验学校小学语文教师', teaches('shiyan-yuwen')),
  person('zhoumin', '周敏', '青禾实验学校语文教研组长', leads('shiyan-yuwen')),
  person('lijianguo', '李建国', '数学教研组长，集团数学学科负责人', [
    ...leads('shiyan-shuxue', 1200),
    { group: 'qinghe', role: 'group_subject_lead', subject: '数学', fromDaysAgo: 600 },
  ]),
  person('liuyang', '刘洋', '青禾实验学校小学数学教师，本学期到石磐乡中心学校交流轮岗', [
    ...teaches('shiyan-shuxue', 1000),
    { school: 'shipan', role: 'teacher', fromDaysAgo: 60, untilInDays: 120 },
    { department: 'shipan-shuxue', role: 'teacher', fromDaysAgo: 60, untilInDays: 120 },
  ]),
  person('chenxiao', '陈晓', '青禾实验学校物理教研组长', leads('shiyan-wuli')),
  person('xuting', '徐婷', '青禾实验学校英语教研组长', leads('shiyan-yingyu')),
  person('gaojie', '高洁', '青禾实验学校初中化学教师', teaches('shiyan-huaxue', 500)),

  person('tangyue', '唐悦', '青禾梧桐里小学管理员', [
    { school: 'wutong', role: 'school_admin', fromDaysAgo: 800 },
  ]),
  person('huangjing', '黄静', '青禾梧桐里小学英语教师', teaches('wutong-yingyu')),
  person('guopeng', '郭鹏', '青禾梧桐里小学科学教研组长', leads('wutong-kexue')),
  person('dongxue', '董雪', '青禾梧桐里小学语文教师', teaches('wutong-yuwen', 450)),

  person('linhao', '林浩', '青禾云汐初级中学数学教研组长', leads('yunxi-shuxue')),
  person('wuxia', '吴霞', '青禾云汐初级中学历史教研组长', leads('yunxi-lishi')),
  person('dengbo', '邓波', '青禾云汐初级中学生物教师', teaches('yunxi-shengwu')),
  person('jiangnan', '江楠', '青禾云汐初级中学语文教师', teaches('yunxi-yuwen', 600)),

  person('qinchuan', '秦川', '石磐乡中心学校管理员，兼教物理', [
    { school: 'shipan', role: 'school_admin', fromDaysAgo: 760 },
    ...teaches('shipan-wuli', 760),
  ]),
  person('luoping', '罗萍', '石磐乡中心学校语文教研组长，上学期曾到青禾实验学校跟岗', [
    ...leads('shipan-yuwen', 760),
    { school: 'shiyan', role: 'teacher', fromDaysAgo: 230, untilInDays: -80 },
    { department: 'shiyan-yuwen', role: 'teacher', fromDaysAgo: 230, untilInDays: -80 },
  ]),
  person('shiqiang', '石强', '石磐乡中心学校数学教研组长', leads('shipan-shuxue', 760)),

  person('yaona', '姚娜', '青禾新屿小学道德与法治教师、学校管理员', [
    { school: 'xinyu', role: 'school_admin', fromDaysAgo: 400 },
    ...teaches('xinyu-daofa', 400),
  ]),
  person('caijie', '蔡杰', '青禾新屿小学数学教师', teaches('xinyu-shuxue', 400)),

  person('hanxu', '韩旭', '青禾高级中学数学教研组长', leads('gaozhong-shuxue')),
  person('fangyuan', '方媛', '青禾高级中学物理教师', teaches('gaozhong-wuli')),
  person('pengchao', '彭超', '青禾高级中学生物教师', teaches('gaozhong-shengwu')),
  person('shening', '佘宁', '青禾高级中学语文教师', teaches('gaozhong-yuwen', 520)),

  person(
    'songyi',
    '宋毅',
    '集团之外：松岭湾中学数学教师，在这里什么也找不到',
    teaches('songwan-shuxue', 800),
  ),
];
