import type { Lesson } from '../lesson.js';
import { lines, questions, slides, steps, tasks } from '../lesson.js';

const time: Lesson = {
  key: 'yy4b-time',
  book: 'yy4b',
  chapter: 'What time is it?',
  title: 'Unit 2 What time is it? A Let’s talk',
  author: 'huangjing',
  school: 'wutong',
  daysAgo: 17,
  audience: { preset: 'group' },
  tags: ['时间表达', '听说课', '情景教学'],
  summary: '听说课：在一日作息情景中询问和回答整点时间，区分 It’s … 与 It’s time for …。',
  background:
    'Pupils already know the numbers 1–12 and words for school subjects. In this lesson they ask and answer the time on the hour and say what it is time for. 易错点是漏读 o’clock 的 /ə/，以及混用 time for 与 time to。',
  goals: lines(`
    能听懂、会说 What time is it? It’s 9 o’clock. It’s time for English class.
    能在钟面和作息表的帮助下与同伴进行问答。
    养成守时、合理安排时间的好习惯。`),
  focus: 'What time is it? It’s … o’clock. It’s time for …',
  difficulty: 'It’s time for ＋ 名词 与 It’s time to ＋ 动词 的区分。',
  tools: '可拨动的钟面、单词卡、作息表、课件。',
  steps: steps(`
    Warm-up | 5 | Sing a number song and clap. Show a clock: What time is it? | Sing, count from 1 to 12, guess the time. | 复习数字，引入主题。
    Presentation | 12 | Turn the hands: It’s 7 o’clock. It’s time for breakfast. 教师示范并板书，强调 o’clock 只用于整点。 | Listen and repeat; say the sentence for 8, 9, 12 and 4 o’clock. | 在情景中输入。
    Practice | 12 | Chant: Breakfast, breakfast, it’s time for breakfast! Then pair work with clocks. | Ask and answer in pairs, exchange roles. | 机械操练到有意义操练。
    Production | 8 | Make a timetable for a school day and interview three classmates. | Fill in the survey: What time is it? It’s time for … | 真实交流。
    Summary | 3 | 归纳句型，布置作业，提醒 Time is precious. | Say one sentence about today. | 情感升华。`),
  board: lines(`
    What time is it?
    It’s 9 o’clock.
    It’s time for English class.
    time for ＋ n.　　time to ＋ v.`),
  slides: slides(`
    # [figure:clock] Look and say
    # [table] My school day
    Time | It’s time for …
    7:00 | breakfast
    8:00 | Chinese class
    12:00 | lunch
    16:00 | sports
    21:00 | bed
    # [ask] What time is it?
    It’s 9 o’clock. What is it time for?
    It’s time for English class. Let’s go!
    # [cards] Sound out
    o’clock | /əˈklɒk/，只用于整点
    breakfast | /ˈbrekfəst/，ea 读 /e/
    dinner | /ˈdɪnə/，双写 n
    # [table] time for 还是 time to
    Sentence | 用法
    It’s time for lunch. | for ＋ 名词
    It’s time to have lunch. | to ＋ 动词原形
    It’s time for music class. | for ＋ 名词
    # Let’s chant
    Breakfast, breakfast, it’s time for breakfast!
    Lunch, lunch, it’s time for lunch!
    Dinner, dinner, it’s time for dinner!`),
  questions: questions(`
    Choose: ____ time is it? It’s 10 o’clock.
    A. How
    B. What
    C. Where
    答：B
    It’s time ____ music class.
    A. to
    B. for
    C. at
    答：B
    Put the words in order: time / for / it’s / dinner / . 
    答：It’s time for dinner.
    看钟面写句子：7:00　____________________　12:00　____________________
    答：It’s 7 o’clock. It’s 12 o’clock.
    把句子改成问句：It’s 3 o’clock. → ____________________?
    答：What time is it
    Write two sentences about your school day with “It’s time for …”.
    答：示例：It’s 7 o’clock. It’s time for breakfast. It’s 4 o’clock. It’s time for home.`),
  tasks: tasks(`
    # Listen and draw
    听录音，画出钟面上的时间：(1) ____　(2) ____　(3) ____
    # Ask and answer
    和同桌轮流问答：What time is it? It’s ____. It’s time for ____.
    # Survey
    问三位同学：What time do you get up? Name：____　Time：____`),
  homework: lines(`
    Read the dialogue three times.
    Make your own timetable and tell your family in English.`),
  parts: {
    lesson_plan: 'U2 What time is it A talk 教学设计.docx',
    slides: 'Unit 2 What time is it.pptx',
    task_sheet: '四下U2 学习任务单.docx',
  },
};

const like: Lesson = {
  key: 'yy5a-like',
  book: 'yy5a',
  chapter: 'What would you like?',
  title: 'Unit 3 What would you like? A Let’s learn',
  author: 'huangjing',
  school: 'wutong',
  daysAgo: 44,
  audience: { preset: 'group' },
  tags: ['点餐', '词汇课', '文明用餐'],
  summary: '词汇课：学习 sandwich、salad、hamburger、ice cream、tea，用 I’d like some … 点餐。',
  background:
    '学生学过 I’d like some …, please. 的初步用法。本课围绕点餐情景扩充食物词汇，关注可数名词复数与不可数名词的区别，渗透健康饮食与礼貌用语。',
  goals: lines(`
    能听、说、认读五个食物单词。
    能用 What would you like to eat/drink? I’d like … 进行点餐对话。
    了解健康饮食，养成礼貌用餐的习惯。`),
  focus: '点餐句型与食物词汇。',
  difficulty: 'some ＋ 可数复数／不可数；sandwiches、hamburgers 的复数读音。',
  tools: '食物图卡、菜单、课件、小餐厅角色牌。',
  steps: steps(`
    Warm-up | 5 | Guessing game: I’m round and I have a hole. I’m … 引出食物。 | Guess food riddles. | 激趣。
    Learn words | 13 | 依次呈现单词，分音节读 ham-bur-ger，对比 sandwich → sandwiches。 | 跟读、拼读、复数变化。 | 分类记词。
    Practise | 10 | Show a menu: What would you like to eat? What would you like to drink? 示范礼貌应答。 | Pair work: waiter and customer. | 在情景中操练。
    Act out | 9 | 布置小餐厅，要求说 please、Here you are、Thank you. | 小组表演点餐，评选最佳服务员。 | 综合输出。
    Healthy talk | 3 | 出示 healthy 与 not healthy 的食物，讨论怎样搭配。 | Say: Salad is healthy. | 渗透健康意识。`),
  board: lines(`
    Unit 3 What would you like?
    What would you like to eat? I’d like a hamburger.
    What would you like to drink? I’d like some tea.
    sandwich → sandwiches　　tea（不可数）`),
  slides: slides(`
    # [cards] New words
    sandwich | 三明治，复数 sandwiches
    salad | 沙拉，some salad
    hamburger | 汉堡包，可数
    ice cream | 冰激凌，some ice cream
    # [table] Countable or not?
    可数（可以加 a / 复数） | 不可数（用 some）
    a hamburger, two hamburgers | some tea
    a sandwich, three sandwiches | some milk
    an apple | some salad
    # [ask] In the restaurant
    What would you like to drink?
    I’d like some orange juice, please.
    Here you are. Thank you!
    # [table] Menu
    Food | Drink | Price
    sandwich | tea | ¥8
    salad | milk | ¥12
    hamburger | juice | ¥15
    # Be polite
    May I help you? — I’d like …, please.
    Here you are. — Thank you.
    Enjoy your meal!`),
  questions: questions(`
    What would you like ____ eat?
    A. for
    B. to
    C. at
    答：B
    I’d like ____ tea, please.
    A. a
    B. an
    C. some
    答：C
    写出复数：sandwich → ________　hamburger → ________
    答：sandwiches；hamburgers
    I’d like some salad.（就划线部分 some salad 提问）→ ____________________
    答：What would you like to eat?
    连词成句：like / what / you / would / to / drink / ?
    答：What would you like to drink?
    写一段两句话的点餐对话。
    答：示例：What would you like to eat? I’d like a sandwich and some milk, please.`),
  tasks: tasks(`
    # Read and match
    把单词与图片连线：sandwich　salad　hamburger　ice cream　tea
    # My menu
    设计一份自己的菜单，写出两种 food 和两种 drink：________________
    # Act
    和同桌表演点餐，说出三个句子。我说了：________________`),
  homework: lines(`
    Copy the new words three times.
    回家用英语问家人想吃什么，记录下来。`),
  parts: {
    lesson_plan: 'U3 Lets learn 教案.docx',
    slides: 'What would you like.pptx',
    task_sheet: '五上U3 菜单任务单.pdf',
  },
};

const weekend: Lesson = {
  key: 'yy6b-weekend',
  book: 'yy6b',
  chapter: 'Unit 2 Last weekend',
  title: 'Unit 2 Last weekend B Read and write',
  author: 'xuting',
  school: 'shiyan',
  daysAgo: 8,
  audience: { preset: 'group' },
  tags: ['一般过去时', '读写课', '思维导图'],
  summary: '读写课：读懂一篇住店评价式短文，梳理过去式，写出自己周末做过的事。',
  background:
    '六年级下册 Unit 2 首次系统学习一般过去时，学生在前一课学习了 cleaned、stayed、watched、washed 等规则动词。Read and write 让学生在语篇中运用，难点是动词过去式的不规则变化和段落的条理。',
  goals: lines(`
    能读懂短文，提取细节信息，判断正误。
    能正确运用动词过去式描述过去的活动。
    学会用时间顺序写三至四句话，乐于分享周末。`),
  focus: '一般过去时在语篇中的理解与运用。',
  difficulty: '不规则动词过去式；由读到写的迁移。',
  tools: '课件、动词卡片、短文与思维导图模板。',
  steps: steps(`
    Free talk | 5 | What did you do last weekend? 教师出示自己的照片说三句话，一句是假的。 | Guess: two truths and a lie. | 激活过去时语境。
    Pre-reading | 6 | 分类 -ed 的三种读音：/t/ /d/ /ɪd/。 | 读并归类 washed、stayed、visited。 | 扫清语音障碍。
    While-reading | 15 | Skim：这篇短文是关于什么？Scan：哪些地方好，哪些地方不满意？ | 圈关键词，完成判断并说依据。 | 训练阅读策略。
    Mind map | 6 | 师生共绘 Last weekend 思维导图：when, where, what, how。 | 补充自己的信息。 | 为写作搭支架。
    Writing | 8 | 写三至四句，用上 first, then, finally；互评 ed 和时间词。 | 写作、朗读、同伴互评。 | 以读促写。`),
  board: lines(`
    Last weekend
    clean → cleaned　stay → stayed　read → read　go → went
    I watched TV. I didn’t do my homework.
    First … Then … Finally …`),
  slides: slides(`
    # [table] Sound of -ed
    /t/ | /d/ | /ɪd/
    washed, watched, cooked | cleaned, stayed, played | visited, wanted
    # [figure:schoolBus] Every day and last weekend
    # [table] Irregular verbs
    Verb | Past | Verb | Past
    go | went | read | read /red/
    have | had | do | did
    see | saw | buy | bought
    # [ask] Read and find
    Which words tell you the writer was NOT happy?
    圈出表示不满的词和原因，例如 but, too, broken
    # Writing frame
    First, I … on Saturday morning.
    Then, I … with my …
    Finally, I … It was …
    # [cards] Check your writing
    动词 | 都用过去式了吗
    时间 | 有 first, then, finally 吗
    感受 | 有 It was … 吗`),
  questions: questions(`
    I ____ TV with my family last weekend.
    A. watch
    B. watched
    C. watching
    答：B
    ____ you do anything interesting? — Yes, I did.
    A. Do
    B. Did
    C. Are
    答：B
    写出过去式：clean ____　go ____　read ____　have ____
    答：cleaned；went；read；had
    改错：I stay at home and wash my clothes yesterday. ____________
    答：I stayed at home and washed my clothes yesterday.
    按顺序排列：(a) Then I cooked dinner with Mum. (b) First, I cleaned my room. (c) Finally, we watched a film.
    答：b－a－c
    Write three sentences about your last weekend.
    答：示例：On Saturday I visited my grandparents. Then we cooked together. It was great fun.`),
  tasks: tasks(`
    # Two truths and a lie
    写三句过去时的句子，让同桌猜哪句是假的。
    # Read for information
    短文中的人住在哪里？____　有什么不满意？____
    # Mind map
    画 Last weekend 思维导图：when　where　what　how`),
  homework: lines(`
    Finish your writing and read it to a partner.
    Collect five irregular verbs and write their past forms.`),
  parts: {
    lesson_plan: '六下Unit2 Read and write 教学设计.docx',
    slides: 'Last weekend - Read & write.pptx',
    homework: 'U2 Last weekend 分层作业.docx',
  },
};

const zoo: Lesson = {
  key: 'yy3b-zoo',
  book: 'yy3b',
  chapter: 'At the zoo',
  title: 'Unit 3 At the zoo A Let’s talk',
  author: 'huangjing',
  school: 'wutong',
  daysAgo: 93,
  audience: { preset: 'school' },
  tags: ['形容词', '动物', '描述'],
  summary: '听说课：在动物园情景中用 It’s tall/short/fat/thin. 描述动物，体会由大到小的观察顺序。',
  background:
    '三年级学生认识了一些动物单词，喜欢模仿。本课学习 tall, short, long, fat, thin 等形容词，句型 Look at the giraffe. It’s tall. 需结合动作和图片，避免中文翻译。',
  goals: lines(`
    能听、说、认读 tall, short, fat, thin, long。
    能用 Look at the … It’s … 描述动物。
    爱护动物，乐于表达。`),
  focus: '用形容词描述动物的外形。',
  difficulty: 'tall 与 long 的区别，thin 的发音 /θ/。',
  tools: '动物图片、头饰、身体动作、课件。',
  steps: steps(`
    Warm-up | 4 | Do an animal action: Jump like a rabbit! | Do and say the animal names. | 复习动物。
    Presentation | 12 | 用高矮胖瘦的图片呈现 tall / short / fat / thin；突出 th 的咬舌音。 | Listen, point, say with actions. | 直观理解。
    Practice | 12 | Chant: Look at the giraffe. Oh, it’s tall! 玩“快速反应”游戏。 | 看图说句子，男女生竞赛。 | 节奏操练。
    Production | 9 | Zoo guide：用大图带大家参观。 | 分组当小导游，介绍三种动物。 | 综合运用。
    Summary | 3 | 唱歌谣结束，布置画动物。 | 说收获。 | 巩固。`),
  board: lines(`
    At the zoo
    Look at the giraffe. It’s tall.
    tall ↔ short　fat ↔ thin　long`),
  slides: slides(`
    # [cards] New words
    tall | 高的：The giraffe is tall.
    short | 矮的、短的
    fat | 胖的
    thin | 瘦的，th 咬住舌尖
    # [ask] Look at the monkey!
    Is it tall or short? Fat or thin?
    Look! It’s short and fat.
    # [table] Find the opposite
    Word | Opposite
    tall | short
    fat | thin
    long | short
    # Be a guide
    Look at the ____.
    It’s ____.
    It has a ____ tail.
    # Chant
    Look at the elephant. It’s big and fat.
    Look at the giraffe. It’s tall, look at that!`),
  questions: questions(`
    The giraffe is ____.
    A. short
    B. tall
    C. fat
    答：B
    写反义词：tall ________　fat ________
    答：short；thin
    ____ at the monkey. It’s thin.
    A. Look
    B. See
    C. Listen
    答：A
    读一读，选不同类的：tall　thin　tiger
    答：tiger
    看图写句子：一只又矮又胖的熊猫。____________________
    答：示例：Look at the panda. It’s short and fat.`),
  tasks: tasks(`
    # Listen and number
    听音，标出动物的顺序：giraffe____　monkey____　elephant____
    # Draw and say
    画一种动物，向同桌介绍：Look at the ____. It’s ____.
    # Guess
    同桌描述，你来猜。我猜对了____个。`),
  homework: lines(`
    Draw your favourite animal and write two sentences.`),
  parts: {
    lesson_plan: 'U3 At the zoo 教学设计.docx',
    slides: 'At the zoo.pptx',
    homework: 'At the zoo 练习.docx',
  },
  audiences: { homework: { preset: 'department' } },
};

/** Primary English. */
export const YINGYU: readonly Lesson[] = [time, like, weekend, zoo];
