/** What the demo is made of. Plain data with stable keys; the seed turns keys into rows. */
export type DemoRole =
  | 'teacher'
  | 'department_lead'
  | 'librarian'
  | 'school_admin'
  | 'group_subject_lead'
  | 'group_admin'
  | 'inspector';

/** Where a role is held; keys of {@link DemoGroup}, {@link DemoSchool} or {@link DemoDepartment}. */
export type DemoScope = { group: string } | { school: string } | { department: string };

export interface DemoGroup {
  key: string;
  name: string;
}

export interface DemoSchool {
  key: string;
  name: string;
  /** one or two characters for the badge */
  shortName: string;
  group: string;
  link: 'core' | 'member';
  /** days before today on which the school joined its group */
  joinedDaysAgo: number;
}

export interface DemoDepartment {
  key: string;
  school: string;
  /** subject in Chinese, as in the catalogue of textbooks */
  subject: string;
  name: string;
}

export type DemoMembership = DemoScope & {
  role: DemoRole;
  /** only for group_subject_lead: subject in Chinese */
  subject?: string;
  /** days before today (negative: in the future) */
  fromDaysAgo: number;
  /** days after today (negative: already over); left out: open-ended */
  untilInDays?: number;
};

export interface DemoPerson {
  key: string;
  loginName: string;
  name: string;
  /** one sentence on who this is, for the list of accounts that the demo prints */
  about: string;
  memberships: DemoMembership[];
}

export const DEMO_TYPES = {
  lesson_plan: '教学设计',
  slides: '课件',
  study_guide: '学案',
  task_sheet: '学习任务单',
  homework: '作业',
  exam_paper: '试卷',
  micro_video: '微课',
  lesson_recording: '课堂实录',
  material: '素材',
  reflection: '教学反思',
} as const;
export type DemoType = keyof typeof DEMO_TYPES;

/** A textbook volume, in the words of the catalogue. `grade` is null for the volumes of the senior stage. */
export interface DemoBook {
  stage: '小学' | '初中' | '高中';
  subject: string;
  edition: string;
  grade: string | null;
  volume: string;
}

export type DemoAudience =
  { preset: 'self' | 'department' | 'school' | 'group' } | { preset: 'schools'; schools: string[] };

/** What makers are given. */
export interface MakeTools {
  ffmpegPath: string | null;
}

export interface DemoFile {
  /** as a teacher would call it; shown to people and kept as the original's name */
  fileName: string;
  kind: 'docx' | 'pptx' | 'xlsx' | 'pdf' | 'png' | 'mp4' | 'txt';
  /** writes the file to `path` */
  make: (path: string, tools: MakeTools) => Promise<void>;
}

export interface DemoResource {
  key: string;
  title: string;
  description: string;
  type: DemoType;
  book: DemoBook;
  /** title of a unit, chapter or section as the textbook prints it; null: the whole volume */
  chapter: string | null;
  tags: string[];
  /** key of the author, and of the school that owns the resource */
  author: string;
  school: string;
  /** key of the department of `author` in `school`: what the preset `department` means */
  department: string;
  audience: DemoAudience;
  /** left unpublished, as a draft of its author */
  draft?: true;
  publishedDaysAgo: number;
  linkUrl?: string;
  files: DemoFile[];
}
