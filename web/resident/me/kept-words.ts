import { type Translation, translator } from '../../kit/i18n.ts';

export const zh = {
  keptMore: '用到下面这些时，还会记',
  signing: '登录和申请加入',
  signingWhy:
    '验证码只为这一次登录；输错几次会计数，防止别人试。申请加入时写的内容给家人或物业看，好答复您。',
  signingTerms:
    '依据：您的同意。期限：验证码 5 分钟；计数和换下的号码 1 天；申请 7 天；长期不用的手机号要重新确认的，确认为止。',
  roster: '物业交来的名册、居住和迁出',
  rosterWhy: '名册用来建登记，读完就删草稿。住在哪一户、何时迁出，用来答复租约上的事。',
  rosterTerms: '依据：物业服务合同。期限：名册草稿 2 天；导入记录 2 年；居住记录在迁出后 3 年。',
  manual: '人工放行',
  manualWhy:
    '没出示码、由门岗核实放行的，记是哪一类、几点、哪个门，和门岗之后的复核；住户不记姓名。',
  manualTerms: '依据：物业服务合同。期限：住户 7 天，访客 30 天，复核 31 天。',
  means: '门牌号口令、门禁卡、车牌',
  meansWhy: '您登记了才有，用来不带手机也能进门。口令只存加密后的比对值。',
  meansTerms: '依据：您的同意。期限：用到您注销或搬走；之后门禁卡和车牌留 31 天。',
  visitors: '您邀请的访客',
  visitorsWhy:
    '您起的称呼、时间、车牌，用来让门岗放行、告诉您人到了。只有您自己看得到，邻居看不到。',
  visitorsTerms: '依据：您的请求。期限：邀请结束后 30 天。',
  family: '代办人和照护人',
  familyWhy: '谁替谁出示码、谁照看谁，由您和家人自己定。',
  familyTerms: '依据：您的同意。期限：用到您取消；之后代办的比对值留 31 天。',
  requests: '报事：内容、照片、经过',
  requestsWhy:
    '用来把事办好：说的内容和照片只给办这件事的人和物业看；谁办、几点、您的评价、交接的东西和垫付的钱、请有关部门答复的话，都在这件事里。照片先去掉位置。代开药这类私事只给办的人看。',
  requestsTerms:
    '依据：您的请求。期限：结案或取消后 1 年；私事的内容在结案时销毁；没交上来的照片 1 天；部门答复的链接 31 天；只剩件数和时长的统计 400 天。',
  messages: '给您的消息和短信',
  messagesWhy:
    '用来告诉您办到哪一步、登记有没有变。记说了什么、有没有送到、您看到哪里、愿意怎样被通知。',
  messagesTerms: '依据：物业服务合同。期限：消息 60 天；待发的 7 天；没送到的 31 天。',
  receipts: '公告有没有人看过',
  receiptsWhy: '只记哪一户打开过，不记是谁；给物业看的是每幢几户，特殊照护的家庭在紧急时才逐户看。',
  receiptsTerms: '依据：物业服务合同。期限：公告结束后 7 天。',
  wechat: '微信绑定',
  wechatWhy:
    '您点了绑定才有：记微信给本服务号的编号（openid），用来在微信里通知您。不读头像、昵称、好友。',
  wechatTerms: '依据：您的同意。期限：到您解绑，或名下没有人可看为止；绑定途中的记录 10 分钟。',
  push: '浏览器通知',
  pushWhy: '您打开通知才有：记这个浏览器的通知地址，用来在手机上提醒您。',
  pushTerms: '依据：您的同意。期限：到您关掉通知或退出登录为止。',
  health: '应急响应期间的健康信息',
  healthWhy: '只在依法启动的应急响应期间记，只为那一次。',
  healthTerms:
    '依据：启动应急响应的文件。期限：应急响应终止即连钥匙一起销毁，并出具证明；法律要求保留的除外。',
  handling: '谁看过、改过您的资料',
  handlingWhy: '谁、几点、为了什么看过或改过，用来答复您的查询。只记这件事，不再抄一份资料。',
  handlingTerms:
    '依据：个人信息保护法第 56 条。期限：查看和删除的记录 31 天；封存的要点 3 年；留下的校验值不含您的资料。',
} as const;

export const en = {
  keptMore: 'Also kept, where you use it',
  signing: 'Signing in and asking to join',
  signingWhy:
    'A code is for one sign-in; wrong tries are counted, so that nobody guesses. What you write to join is read by the household or the office, to answer you.',
  signingTerms:
    'Ground: your consent. Term: codes 5 minutes; counts and a number taken off 1 day; asking to join 7 days; the question about a number long unused until it is answered.',
  roster: 'The property office’s roster, residence and moving out',
  rosterWhy:
    'The roster makes the register; its draft goes once it is read. Who lived in which home, and until when, answers questions about a lease.',
  rosterTerms:
    'Ground: property service contract. Term: roster drafts 2 days; the record of an import 2 years; residence 3 years after moving out.',
  manual: 'Let in by the guard',
  manualWhy:
    'Where the guard let somebody in without a code: of which class, when, at which gate, and the look at it afterwards. A resident’s name is not kept.',
  manualTerms:
    'Ground: property service contract. Term: residents 7 days, visitors 30 days, the look at it 31 days.',
  means: 'PIN with the house number, door cards, plates',
  meansWhy:
    'Only once you register one: to come in without a phone. Of a PIN only a sealed value to compare with is kept.',
  meansTerms:
    'Ground: your consent. Term: until you cancel it or move out; door cards and plates 31 days after that.',
  visitors: 'Visitors whom you invite',
  visitorsWhy:
    'The name you gave them, when they come and a plate: so that the gate lets them in and you hear that they came. You alone see them; neighbours never do.',
  visitorsTerms: 'Ground: your asking. Term: 30 days after the invitation ends.',
  family: 'Who speaks for you, who looks after you',
  familyWhy: 'Who shows whose code and who looks after whom; you and your family decide it.',
  familyTerms:
    'Ground: your consent. Term: until you end it; the value that a proxy’s number was compared with 31 days after that.',
  requests: 'Requests: what you wrote, photos, what was done',
  requestsWhy:
    'To get it done: words and photos are for those who do it and the office. Who did it and when, your rating, things handed over, money advanced and what departments answered are part of it. A photo’s position is taken out first. Private ones, such as medicine, are for whoever does them alone.',
  requestsTerms:
    'Ground: your asking. Term: 1 year after it is closed or cancelled; the words of private ones go when it is closed; photos never sent in 1 day; departments’ links 31 days; counts and durations without you 400 days.',
  messages: 'Messages and SMS to you',
  messagesWhy:
    'To tell you how far something is and what changed in the register: what was said, whether it arrived, up to where you read, and how you want to be told.',
  messagesTerms:
    'Ground: property service contract. Term: messages 60 days; those waiting to be sent 7 days; those that did not arrive 31 days.',
  receipts: 'Whether an announcement was opened',
  receiptsWhy:
    'Which home opened it, and nobody in it. The office sees how many homes of a building; homes under special care are named only when it is urgent.',
  receiptsTerms: 'Ground: property service contract. Term: 7 days after the announcement ends.',
  wechat: 'WeChat',
  wechatWhy:
    'Only once you bind it: the name by which WeChat knows you to this account (openid), to tell you in WeChat. No picture, nickname or friends are read.',
  wechatTerms:
    'Ground: your consent. Term: until you unbind it or speak for nobody here any more; what is kept while binding 10 minutes.',
  push: 'Notifications in a browser',
  pushWhy: 'Only once you turn them on: the address of this browser, to alert you on this phone.',
  pushTerms: 'Ground: your consent. Term: until you turn them off or sign out.',
  health: 'Health in an emergency',
  healthWhy: 'Only in an emergency declared by law, and only for that one.',
  healthTerms:
    'Ground: the document that declares it. Term: destroyed with its key when the emergency ends, with a certificate; what the law orders to be held excepted.',
  handling: 'Who saw or changed your records',
  handlingWhy:
    'Who, when and what for, to answer you when you ask. The fact alone, not your records once more.',
  handlingTerms:
    'Ground: PIPL, article 56. Term: notes of reads and deletions 31 days; sealed facts 3 years; the hashes that stay hold nothing of yours.',
} as const satisfies Translation<typeof zh>;

/** The sentences of what is kept besides the pass: they come with the page that shows them. */
export const keptWords = translator({ zh, en });
