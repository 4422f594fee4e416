import type {
  ActItem,
  AgendaView,
  BoardView,
  Counts,
  IdeasView,
  InterestView,
  JuryView,
  LeadersView,
  MineView,
  OpinionsView,
  PollView,
  QuestionItem,
  RecommendationsView,
  RemarksView,
  ResultView,
  ScreenView,
  ServerPulse,
  SessionEntry,
  SessionView,
  SpeakersView,
  SpeakingView,
  StandPage,
  StandsView,
  StatementsView,
  Title,
} from '../../src/lib/protocol/generated/protocol';
import type { Award } from '../../src/lib/protocol/views';

const minute = 60_000;

/** Everything that a hall's wall, stage and desk are told, as a value that a test changes. */
export interface Hall {
  agenda: AgendaView;
  session: SessionView;
  questions: QuestionItem[];
  on: QuestionItem | null;
  next: QuestionItem[];
  counts: Counts;
  stars: [number, number, number, number, number];
  screen: ScreenView;
  polls: PollView[];
  leaders: LeadersView | undefined;
  pulse: ServerPulse;
  /** The award of the session, and what desks are told of its jury. */
  award?: Award;
  /** The statements of the session, and the picture that they come to. */
  statements?: StatementsView;
  opinions?: OpinionsView;
  jury?: JuryView;
  /** The session's idea board, and the ideas on it. */
  board?: BoardView;
  ideas?: IdeasView;
  /** What the board's tables came to. */
  results?: ResultView[];
  /** What the forum recommends. */
  recommendations?: RecommendationsView;
  /** All recommendations, as rapporteurs see them. */
  drafts?: RecommendationsView;
  /** The stands of the session's exhibition. */
  stands?: StandsView;
  /** What was asked and said at them, how they are visited, and their pages: to desks and teams, and read. */
  remarks?: RemarksView;
  interest?: InterestView;
  standPages?: StandPage[];
  /** The queue to speak: as the hall sees it, and as desks do. */
  speaking?: SpeakingView;
  speakers?: SpeakersView;
  /** What waits for the desk, and the desks' ledger: neither comes to a wall. */
  waiting?: QuestionItem[];
  acts?: ActItem[];
  /** What a desk's search finds. */
  found?: QuestionItem[];
  /** What is a phone's own. */
  mine?: MineView;
}

const title = (ar: string, en: string): Title => ({ ar, en });

function entry(session: number, kind: SessionEntry['kind'], name: Title, times: [number, number]): SessionEntry {
  const [starts, ends] = times;
  return { session, edition: 1, hall: 1, kind, title: name, about: {}, starts, ends, phase: 'upcoming' };
}

/** A question with its number of supports. */
export function question(q: number, n: number, text: string, more: Partial<QuestionItem> = {}): QuestionItem {
  const dir = /^\P{L}*\p{Script=Arabic}/u.test(text) ? 'rtl' : 'ltr';
  return { q, v: 1, text, dir, at: 0, n, status: 'listed', ...more };
}

/** A poll of the session, open and with nothing revealed. */
export function poll(no: number, name: Title, answer: PollView['answer'], options: Title[] = []): PollView {
  const settings = { changeable: true, hidden: true, secret: false };
  const standing = { phase: 'open', round: 1, revealed: false, tally: { v: 0 } } as const;
  return { poll: no, version: 1, session: 2, title: name, answer, options, settings, ...standing };
}

/** A session that runs, under the rules that hold where a forum's file sets none. */
export function session(of: Partial<SessionView> = {}): SessionView {
  return {
    session: 1,
    hall: 1,
    version: 1,
    phase: 'open',
    asking: null,
    early: 10 * minute,
    moderation: 'before',
    labels: [],
    paused: false,
    feedback: null,
    polls: [],
    names: 'optional',
    question_length: 280,
    name_length: 40,
    comment_length: 500,
    presenter_calls_next: false,
    ...of,
  };
}

export const texts = {
  shortArabic: 'كيف تصل المبادرات الصغيرة إلى دعم البلدية؟',
  arabic:
    'ما الذي تغيّر في برامج المسؤولية الاجتماعية بعد إشراك سكان الأحياء في تصميمها منذ البداية، وكيف يمكن لفريق تطوعي في حيّ صغير أن يصل إلى الجهة التي تملك القرار من دون وسيط؟',
  longest:
    'تتكرر في الأحياء مبادرات متشابهة لا يعرف بعضها عن بعض، فتضيع الجهود ويملّ المتطوعون، فهل تنوي الأمانة إنشاء منصة واحدة تُسجَّل فيها كل مبادرة ومكانها وما تحتاج إليه، وتُعلن فيها نتائج كل مبادرة بعد انتهائها، حتى يتعلّم اللاحق من السابق ولا يبدأ كل فريق من الصفر كل عام؟ ومن سيديرها؟',
  english: 'How will the results of this forum be followed up, and who answers for the recommendations next year?',
};

/** Texts that break what was not made for them. */
export const hostile = {
  /** 280 letters without a place to break. */
  unbroken: 'مشاركةمجتمعية'.repeat(22).slice(0, 280),
  german:
    'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz und Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  /** Letters under towers of marks. */
  zalgo: [...'كيف نبني الثقة؟ How do we build trust?']
    .map((letter) => (letter === ' ' ? letter : letter + '\u0301\u0336\u0489\u0352\u035c'.repeat(3)))
    .join(''),
  /** Overrides that turn a line around, and isolates that are never closed. */
  bidi: '\u202eمن يملك القرار\u2066 في منصة Polis 2.0 \u202dوكيف نصل إلى v1.4-beta (نسخة تجريبية) قبل 31/12؟',
  mixed: 'Polis كيف نستخدم 2,500 رأيًا من منصة Decidim® في قرارات (2026–2030) بنسبة 87.5٪ أو more than 3/4؟',
};

/** The example's hall: a panel that began some minutes ago. */
export function hallNow(now: number): Hall {
  const panel = title('المشاركة الرقمية: من الاستماع إلى القرار', 'Digital participation: from listening to deciding');
  const sessions = [
    entry(1, 'talk', title('الافتتاح', 'Opening'), [now - 90 * minute, now - 40 * minute]),
    entry(2, 'panel', panel, [now - 25 * minute, now + 35 * minute]),
    entry(3, 'break', title('استراحة صلاة الظهر', 'Prayer break'), [now + 35 * minute, now + 65 * minute]),
    entry(
      4,
      'workshop',
      title('ورشة: من فكرة في الحيّ إلى مبادرة تدوم', 'Workshop: from an idea to an initiative that lasts'),
      [now + 65 * minute, now + 125 * minute],
    ),
  ].map((session): SessionEntry => {
    const phase = session.ends < now ? 'ended' : session.starts <= now ? 'open' : 'upcoming';
    return { ...session, phase };
  });
  const elsewhere: SessionEntry[] = [
    {
      ...entry(5, 'workshop', title('إدارة فرق المتطوعين', 'Managing teams of volunteers'), [
        now - 20 * minute,
        now + 40 * minute,
      ]),
      hall: 2,
      phase: 'open',
    },
    {
      ...entry(6, 'talk', title('الشراكة بين القطاعات الثلاثة', 'Partnership across three sectors'), [
        now + 70 * minute,
        now + 110 * minute,
      ]),
      hall: 2,
    },
    {
      ...entry(7, 'exhibition', title('معرض المبادرات', 'Exhibition of initiatives'), [
        now - 60 * minute,
        now + 300 * minute,
      ]),
      hall: 3,
      phase: 'open',
    },
  ];
  return {
    agenda: {
      name: title('ملتقى عزوة للمشاركة المجتمعية', 'Izwa Forum for Community Participation'),
      languages: ['ar', 'en'],
      zone: 'Asia/Riyadh',
      code: '300200',
      rehearsal: false,
      version: 0,
      halls: [
        { hall: 1, name: title('القاعة الرئيسة', 'Main hall'), code: '471234', version: 1 },
        { hall: 2, name: title('قاعة الورش', 'Workshop hall'), code: '562110', version: 1 },
        { hall: 3, name: title('بهو المعرض', 'Exhibition foyer'), code: '905517', version: 1 },
      ],
      sessions: [...sessions, ...elsewhere].sort((a, b) => a.starts - b.starts),
    },
    session: session({ session: 2 }),
    questions: [question(1, 214, texts.shortArabic), question(2, 87, texts.arabic), question(3, 61, texts.english)],
    on: null,
    next: [],
    counts: {
      received: 143,
      pending: 6,
      listed: 71,
      answered: 12,
      merged: 31,
      moved: 4,
      withdrawn: 3,
      dismissed: [5, 4, 1, 4, 2, 0],
    },
    stars: [3, 5, 18, 74, 121],
    screen: { hall: 1, version: 1, scene: 'auto', hidden: false },
    polls: [],
    leaders: undefined,
    pulse: { here: 342 },
  };
}
