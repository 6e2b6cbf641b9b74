import type { Lesson } from '../lesson.js';
import { lines, questions, slides, steps, tasks } from '../lesson.js';

const cibeigu: Lesson = {
  key: 'yw7a-cibeigu',
  book: 'yw7a',
  chapter: '古代诗歌四首',
  title: '《次北固山下》',
  author: 'jiangnan',
  school: 'yunxi',
  daysAgo: 46,
  audience: { preset: 'group' },
  tags: ['古诗鉴赏', '律诗', '思乡'],
  summary: '品味“潮平两岸阔，风正一帆悬”“海日生残夜，江春入旧年”的炼字与哲理，学会鉴赏对仗。',
  background:
    '本诗是七年级上册“古代诗歌四首”之一。学生会背古诗，但鉴赏停留在“写景好、很美”。本课借助对仗特点，抓住“阔、正、生、入”等字，体会景象与情思，学会用“手法＋内容＋情感”的格式作答。',
  goals: lines(`
    背诵全诗，了解王湾与北固山，能疏通诗意。
    品味“潮平”“海日”两联的炼字与对仗，体会蕴含的哲理。
    感受诗人行舟思乡的情怀。`),
  focus: '赏析颔联和颈联的炼字。',
  difficulty: '体会“海日生残夜，江春入旧年”所含的新旧交替之理。',
  tools: '课件、录音范读、学案。',
  steps: steps(`
    导入 | 4 | 出示地图：镇江北固山，诗人王湾泛舟经过，时为冬末春初。释题：次，停泊。 | 猜诗的内容。 | 营造情境。
    读准读顺 | 8 | 指导五言节奏“客路／青山外”，说明“客路”“行舟”“乡书”“归雁”的关联。 | 朗读、说大意。 | 整体感知。
    品颔联 | 10 | 为什么“平”“正”“悬”用得好？换成“大”“高”行不行？ | 比较朗读，想象江面。 | 炼字鉴赏。
    品颈联 | 12 | 残夜与海日，旧年与江春，写的是时间的交替，“生”“入”像什么？讲“新事物在旧事物中产生”。 | 小组讨论，写一条赏析。 | 突破难点，渗透哲理。
    思乡与背诵 | 6 | 尾联“归雁洛阳边”：雁能传书，寄托思乡；背诵。 | 背诵、默写。 | 情感落实。`),
  board: lines(`
    次北固山下　王湾
    首联：客路　行舟
    颔联：潮平 岸阔　风正 帆悬（对仗）
    颈联：海日生残夜　江春入旧年（哲理）
    尾联：乡书　归雁　→ 思乡`),
  slides: slides(`
    # [quote] 次北固山下　〔唐〕王湾
    客路青山外，行舟绿水前。
    潮平两岸阔，风正一帆悬。
    海日生残夜，江春入旧年。
    乡书何处达？归雁洛阳边。
    # [cards] 词语疏通
    次 | 停泊，这里指泊船
    客路 | 旅途
    残夜 | 夜将尽的时候
    归雁 | 指传信的雁，寄托乡情
    # [ask] “正”和“悬”换成别的字行不行？
    风正一帆悬：为什么不写“风大一帆高”？
    风正即风顺又和，帆才能端端正正悬着，写出行船平稳，也写出江面开阔
    # [table] 颔联与颈联的对仗
    句子 | 对仗 | 写出了
    潮平—风正 | 名词＋形容词 | 江阔与平稳
    两岸—一帆 | 数量 | 大与小的映衬
    海日—江春 | 景物 | 早晨与春天
    残夜—旧年 | 时间 | 旧的将尽
    # [ask] “生”“入”妙在哪里？
    海日生残夜，江春入旧年，写的是什么时间？
    残夜未尽日已升，旧年未过春已来：新事物从旧事物里生长出来
    # 鉴赏答题格式
    手法（对仗、拟人、炼字）
    内容（写了什么景，有什么特点）
    情感（表达了什么情思）`),
  questions: questions(`
    默写：________________，风正一帆悬。海日生残夜，________________。
    答：潮平两岸阔；江春入旧年
    “次北固山下”的“次”意思是（　）。
    A. 次数
    B. 停泊
    C. 下次
    D. 次要
    答：B
    从“乡书何处达？归雁洛阳边”可以看出诗人怎样的感情？
    答：以雁传书表达对家乡洛阳的深切思念。
    从修辞的角度赏析“潮平两岸阔，风正一帆悬”。
    答：示例：对仗工整，“阔”写出春潮涨满后江面的开阔，“正”写出风顺而和，“悬”写出船帆端正，描绘出平稳开阔、恢宏的行舟景象。
    “海日生残夜，江春入旧年”写景中蕴含怎样的道理？
    答：残夜还没有消尽，红日已从海上升起；旧年尚未过去，春意已在江上萌生。说明新事物在旧事物中孕育、终将取代旧事物。
    选一个你喜欢的字，写一段八十字左右的赏析。
    答：略。评价要点：点出字，说清表达效果，联系情感。`),
  tasks: tasks(`
    # 预习
    王湾，唐代诗人，____人。北固山在今江苏____。
    # 品炼字
    “正”不能换成“大”，因为________________
    “生”好在________________，“入”好在________________
    # 写赏析
    我赏析的句子：____________　手法：____　内容：____　情感：____`),
  homework: lines(`
    背诵默写《次北固山下》。
    比较《次北固山下》与《天净沙·秋思》的思乡之情，写两百字。`),
  parts: {
    lesson_plan: '《次北固山下》教学设计.docx',
    slides: '次北固山下.pptx',
    study_guide: '次北固山下 导学案.docx',
  },
};

const sanxia: Lesson = {
  key: 'yw8a-sanxia',
  book: 'yw8a',
  chapter: '三峡',
  title: '《三峡》',
  author: 'jiangnan',
  school: 'yunxi',
  daysAgo: 78,
  audience: { preset: 'group' },
  tags: ['文言文', '郦道元', '写景散文'],
  summary: '疏通文意，抓住山、水、四季景物，体会正侧面结合的写法，品味“清荣峻茂”等词。',
  background:
    '《三峡》选自《水经注》，短短一百五十余字写尽三峡风貌。八年级学生有一定文言积累，难点是一词多义和正面、侧面描写结合。教学以朗读带翻译，以“景—法—情”为线。',
  goals: lines(`
    积累“阙、襄、沿、溯、属、绝、良”等文言词语，背诵全文。
    理清由山到水、由夏到春冬再到秋的写景顺序。
    感受三峡的雄奇秀美，体会作者对祖国山河的热爱。`),
  focus: '疏通文意，理清写景顺序，体会写法。',
  difficulty: '侧面描写的作用；“虽乘奔御风，不以疾也”的理解。',
  tools: '三峡图片（文字标注）、课件、录音。',
  steps: steps(`
    走近三峡 | 4 | 简介长江三峡：瞿塘峡、巫峡、西陵峡，介绍郦道元。 | 谈印象。 | 激趣。
    读与译 | 14 | 指导断句与读音：曦（xī）、襄（xiāng）、溯（sù）、属（zhǔ）。带着学生逐句落实。 | 读、译、互检。 | 打牢文言基础。
    理顺序 | 7 | 作者从哪几方面写？填表。 | 概括：山高、水急、春冬清幽、秋凄寒。 | 整体把握。
    品写法 | 12 | “自非亭午夜分，不见曦月”“王命急宣”是侧面描写，写了什么？为什么？ | 小组讨论，批注一处。 | 体会正侧面结合。
    拓展 | 3 | 渔歌“巴东三峡巫峡长，猿鸣三声泪沾裳”，为什么放在最后？ | 讨论，背诵。 | 升华。`),
  board: lines(`
    三峡　郦道元
    山：连　高　（不见曦月）
    水：夏急（虽乘奔御风不以疾）　春冬清幽
    秋：霜旦 高猿长啸 凄寒
    正面描写 ＋ 侧面描写`),
  slides: slides(`
    # [quote] 三峡　〔北魏〕郦道元
    自三峡七百里中，两岸连山，略无阙处。
    重岩叠嶂，隐天蔽日，自非亭午夜分，不见曦月。
    # [table] 重点字词
    词语 | 意思 | 句子
    略无 | 毫无 | 略无阙处
    自非 | 如果不是 | 自非亭午夜分
    襄 | 漫上 | 夏水襄陵
    沿溯 | 顺流而下和逆流而上 | 沿溯阻绝
    # [table] 写景顺序
    内容 | 特点 | 原文
    山 | 连绵、高峻 | 两岸连山，略无阙处
    夏水 | 迅疾 | 朝发白帝，暮到江陵
    春冬 | 清荣峻茂 | 素湍绿潭，回清倒影
    秋 | 凄寒 | 高猿长啸，属引凄异
    # [ask] 侧面描写好在哪里？
    写山高，为什么要说“不见曦月”？写水急，为什么要说“虽乘奔御风，不以疾也”？
    用人和自然的感受衬托，让读者有想象的余地
    # 渔歌的作用
    巴东三峡巫峡长，猿鸣三声泪沾裳
    以渔歌收束，渲染凄凉气氛，余味不尽
    # [cards] 朗读提示
    山 | 平缓而庄重
    水 | 一气呵成，读得快
    春冬 | 舒缓、欣赏
    秋 | 低沉、悲凉`),
  questions: questions(`
    解释加点词：自非亭午夜分（自非：____）　沿溯阻绝（溯：____）　良多趣味（良：____）
    答：如果不是；逆流而上；实在，的确
    翻译：虽乘奔御风，不以疾也。
    答：即使骑着飞奔的快马，驾着风，也没有这样快。
    “清荣峻茂”四个字分别写的是（　）。
    A. 水、树、山、草
    B. 山、水、树、草
    C. 草、山、水、树
    D. 水、山、草、树
    答：A
    文章描写山高用了哪些侧面描写？
    答：自非亭午夜分，不见曦月：只有正午和半夜才能看到太阳和月亮，侧面烘托山高。
    作者为什么先写夏水，再写春冬，最后写秋天？
    答：夏水最盛，最能表现三峡水势；春冬宁静秀美，秋凄寒，动静、情调相对，层次分明。`),
  tasks: tasks(`
    # 字词
    写出带“________”的词义：或王命急宣（　　）属引凄异（　　）回清倒影（　　）
    # 顺序表
    山____　夏水____　春冬____　秋____
    # 批注
    我批注的句子：____________　理由：____________`),
  homework: lines(`
    背诵全文，默写“自三峡七百里中……素湍绿潭，回清倒影”。
    写一段写景的话，用上正面和侧面描写。`),
  parts: {
    lesson_plan: '9 三峡 教学设计.docx',
    slides: '三峡.pptx',
    homework: '《三峡》文言知识过关.pdf',
  },
};

const exercise: Lesson = {
  key: 'yy8a-exercise',
  book: 'yy8a',
  chapter: 'Unit 2 How often do you exercise?',
  title: 'How often do you exercise? Section A Grammar',
  author: 'xuting',
  school: 'shiyan',
  daysAgo: 64,
  audience: { preset: 'group' },
  tags: ['频率副词', '语法课', '调查报告'],
  summary: '语法课：归纳频率副词的位置与频度，用 How often 采访并写出调查报告。',
  background:
    'Students know always, usually, never from primary school, but often put them after the verb or forget the third person -s. 本课把频率副词放到真实调查中，让语法在使用中内化。',
  goals: lines(`
    正确使用 always, usually, often, sometimes, hardly ever, never 和 once a week 等表达频率。
    能采访同伴并汇报结果，注意第三人称单数。
    关注健康生活习惯。`),
  focus: 'How often … 及频率副词的用法。',
  difficulty: '频率副词的位置；频度数据的表达（百分比）。',
  tools: '调查表、课件。',
  steps: steps(`
    Lead-in | 5 | Two truths about me: I hardly ever drink coffee. I always get up at five. Guess! | 猜测，发现频率副词。 | 语境引入。
    Discover | 10 | 出示例句，找频率副词位置：be 动词、助动词之后，实义动词之前。 | 小组归纳规则，举例。 | 自主发现规律。
    Practice | 12 | 频率排序：always 100%　usually　often　sometimes　hardly ever　never 0%；完成填空。 | 做练习，互改第三人称。 | 巩固。
    Survey | 10 | 设计五个问题采访三位同学，制成柱状图。 | 采访、统计、汇报：Most students … | 真实运用。
    Summary | 3 | 归纳语言结构，布置作业。 | 说一条健康承诺。 | 提升。`),
  board: lines(`
    How often do you exercise?
    I exercise twice a week.
    Section: adverb of frequency
    always ＞ usually ＞ often ＞ sometimes ＞ hardly ever ＞ never`),
  slides: slides(`
    # [table] 频率副词
    Word | 大约百分比
    always | 100%
    usually | 80%
    often | 60%
    sometimes | 40%
    hardly ever | 10%
    never | 0%
    # [ask] Where does the adverb go?
    I often watch TV. / She is always happy. / They can never be late.
    实义动词前；be、情态动词后
    # [table] Survey form
    Question | once a week | 3–4 times | every day
    exercise | ____ | ____ | ____
    read | ____ | ____ | ____
    drink milk | ____ | ____ | ____
    # Reporting
    Three students exercise every day.
    60% of us read three times a week.
    Most students hardly ever eat fruit.
    # [cards] Be careful
    She goes | 第三人称单数加 -s
    never | 本身否定，不再用 not
    How often | 问频率；How long 问时间段
    # My promise
    I will drink water every morning.
    I will read for half an hour three times a week.`),
  questions: questions(`
    — ____ do you exercise? — Once a week.
    A. How long
    B. How often
    C. How many
    D. How soon
    答：B
    My sister ____ eats junk food because she wants to be healthy.
    A. always
    B. hardly ever
    C. often
    D. usually
    答：B
    用所给词正确形式：He ____ (go) to the library three times a week. My mother never ____ (watch) TV.
    答：goes；watches
    连词成句：often / how / you / do / read / English / books / ? ____________________
    答：How often do you read English books?
    班级调查 20 人，8 人每天锻炼，每天锻炼的占（　）%。
    答：40
    验：8/20*100=40
    写两句话介绍你一周的运动习惯，使用 hardly ever 或 three times。
    答：示例：I hardly ever run in winter. I play basketball three times a week.`),
  tasks: tasks(`
    # Discover
    规则：频率副词在____动词前，在____动词和情态动词后。
    # Interview
    采访三位同学：How often do you read? Name____ Answer____
    # Report
    ____ of them ____ every day.`),
  homework: lines(`
    Complete your report of the survey. Draw a bar chart.
    Make a healthy habit plan for one week.`),
  parts: {
    lesson_plan: '8A U2 Grammar 教案.docx',
    slides: 'U2 How often do you exercise Grammar.pptx',
    task_sheet: '8AU2 survey sheet.docx',
  },
};

/** Junior Chinese and English. */
export const CHUZHONG_WEN: readonly Lesson[] = [cibeigu, sanxia, exercise];
