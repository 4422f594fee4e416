// The types of `majlis.v1`, made from the Rust ones. Don't edit: change those, then run
//   UPDATE_TYPES=1 cargo test --test suite types_are_those
// What each of them means, and when it is sent, is in PROTOCOL.md.

/** The numbers of topics; poll 7 is `topics.polls + 7`. */
export const topics = {
  agenda: 0,
  session: 1,
  questions: 2,
  waiting: 3,
  stage: 4,
  counts: 5,
  acts: 6,
  feedback: 7,
  screen: 8,
  links: 9,
  aside: 10,
  leaders: 11,
  badges: 12,
  award: 13,
  jury: 14,
  papers: 27,
  award_plan: 19,
  statements: 15,
  opinions: 16,
  ideas: 17,
  board: 18,
  results: 20,
  stands: 23,
  remarks: 24,
  interest: 25,
  record: 26,
  show: 29,
  next_cue: 30,
  speaking: 31,
  speakers: 32,
  recommendations: 21,
  drafts: 22,
  polls: 100,
} as const;

/** What a command can do. */
export const commands = [
  'ask',
  'edit',
  'withdraw',
  'support',
  'vote',
  'rate',
  'name',
  'enter',
  'approve',
  'dismiss',
  'restore',
  'merge',
  'move',
  'label',
  'shorten',
  'queue',
  'unqueue',
  'stage',
  'next',
  'answer',
  'reply',
  'undo',
  'block',
  'set_board',
  'pause',
  'set_phase',
  'note',
  'delay',
  'create_poll',
  'edit_poll',
  'drop_poll',
  'order_polls',
  'open_poll',
  'close_poll',
  'reveal_poll',
  'rule_word',
  'rule_name',
  'set_feedback',
  'set_scene',
  'hide',
  'announce',
  'set_profile',
  'add_session',
  'plan_session',
  'drop_session',
  'add_hall',
  'drop_hall',
  'name_hall',
  'name_forum',
  'set_wifi',
  'set_rules',
  'create_link',
  'revoke_link',
  'erase',
  'erase_author',
  'erase_mine',
  'set_look',
  'set_record',
  'badges',
  'award',
  'statements',
  'ideas',
  'stands',
  'show',
  'speaking',
  'recommendations',
] as const;

/** Why the forum's rules refuse a command. */
export const ruleCodes = [
  'not_allowed',
  'link_ended',
  'unknown_session',
  'unknown_hall',
  'unknown_question',
  'unknown_poll',
  'unknown_link',
  'unknown_act',
  'text_empty',
  'text_too_long',
  'names_off',
  'asking_closed',
  'paused',
  'too_many_waiting',
  'too_soon',
  'board_full',
  'too_many_supports',
  'blocked',
  'not_yours',
  'too_late_to_change',
  'changed_too_often',
  'changed',
  'stale',
  'wrong_state',
  'bad_merge',
  'same_session',
  'unknown_label',
  'not_your_act',
  'poll_not_open',
  'poll_closed',
  'round_over',
  'bad_ballot',
  'points_not_spent',
  'ballot_final',
  'bad_poll',
  'feedback_closed',
  'bad_rating',
  'too_many_links',
  'out_of_range',
  'bad_seq',
  'bad_secret',
  'hall_taken',
  'bad_times',
  'session_begun',
  'session_used',
  'too_many_sessions',
  'agenda_too_long',
  'too_many_halls',
  'hall_used',
  'hall_linked',
  'last_hall',
  'names_settled',
  'too_many_words',
  'last_organiser',
  'id_reused',
  'badge_needed',
  'unknown_badge',
  'badge_ended',
  'badge_nameless',
  'not_your_group',
  'not_for_others',
  'slip_used',
  'slip_of_other_poll',
  'slip_of_other_round',
  'slip_ended',
  'slip_replaced',
  'no_badges',
  'too_many_slips',
  'badge_taken',
  'too_many_badges',
  'too_many_groups',
  'unknown_award',
  'unknown_nominee',
  'bad_award',
  'award_too_long',
  'award_begun',
  'award_sealed',
  'award_not_ready',
  'award_poll_open',
  'jury_incomplete',
  'other_organiser_needed',
  'not_independent',
  'key_not_ready',
  'not_blind',
  'blind_only',
  'paper_taken',
  'bad_paper',
  'bad_signature',
  'bad_marks',
  'recused',
  'earlier_not_closed',
  'poll_sealed',
  'unknown_conversation',
  'unknown_statement',
  'statements_closed',
  'submitting_off',
  'same_statement',
  'too_many_statements',
  'unknown_board',
  'unknown_idea',
  'unknown_cluster',
  'unknown_table',
  'bad_board',
  'ideas_closed',
  'dots_closed',
  'too_many_ideas',
  'ideas_full',
  'bad_dots',
  'dots_given',
  'table_used',
  'unknown_recommendation',
  'too_many_recommendations',
  'not_evidence',
  'too_much_evidence',
  'no_evidence',
  'not_agreed',
  'vote_open',
  'nothing_proposed',
  'too_many_written',
  'unknown_exhibition',
  'unknown_stand',
  'unknown_remark',
  'bad_key',
  'exhibition_closed',
  'stand_closed',
  'not_visited',
  'stand_used',
  'place_taken',
  'too_many_stands',
  'too_many_remarks',
  'stand_full',
  'not_answered',
  'held',
  'unknown_cue',
  'too_many_cues',
  'show_too_long',
  'cue_past',
  'cue_done',
  'speaking_closed',
  'speaking_dismissed',
  'speakers_full',
  'unknown_speaker',
  'desk_reads_first',
  'upgrade_unfinished',
] as const;

/** Why a command does not get as far as the forum's rules. */
export const wayCodes = [
  'malformed',
  'busy',
  'try_again',
  'rate_limited',
  'store_full',
] as const;

/** Why a connection ends. */
export const byeCodes = [
  'restart',
  'silent',
  'elsewhere',
  'full',
  'no_hello',
  'malformed',
  'too_large',
  'flood',
  'bad_token',
  'token_expired',
  'revoked',
  'wrong_view',
  'unknown_forum',
  'unknown_session',
] as const;

/** The WebSocket close code of each; from 4100 on, coming back makes no sense. */
export const closeCodes = {
  restart: 4000,
  silent: 4001,
  elsewhere: 4002,
  full: 4003,
  no_hello: 4100,
  malformed: 4101,
  too_large: 4102,
  flood: 4103,
  bad_token: 4104,
  token_expired: 4105,
  revoked: 4106,
  wrong_view: 4107,
  unknown_forum: 4108,
  unknown_session: 4109,
} as const;

/** Why a question is dismissed: keys 1 to 6 of the desk. */
export const reasons = [
  'off_topic',
  'answered_before',
  'personal',
  'unclear',
  'promotion',
  'other',
] as const;

/** The roles of a forum. */
export const roles = [
  'participant',
  'presenter',
  'moderator',
  'organiser',
  'screen',
  'juror',
  'facilitator',
  'team',
  'rapporteur',
  'usher',
  'kiosk',
] as const;

/** The reactions of an audience. */
export const reactions = [
  'clap',
  'heart',
  'idea',
  'agree',
] as const;

/** Hue and chroma of OKLCH (<https://www.w3.org/TR/css-color-4/#ok-lab>). Pages give each use of it a lightness of their own, so that every accent keeps its contrast. */
export type Accent = {
  /** In degrees, 0 to 359. */
  hue: number,
  /** In thousandths, 0 to 130. What a screen cannot show at some lightness is shown as strong as it can. */
  chroma: number,
};

/** An act. */
export type ActItem = {
  /** Its number: what `undo` names. */
  act: ActNo,
  /** When. */
  at: Time,
  /** Which link. */
  by: LinkNo,
  /** What that link is called. */
  desk: string,
  /** About which question. */
  q: QuestionNo,
  /** What was decided. */
  deed: DeedKind,
  /** Why it was dismissed. */
  reason?: Reason,
  /** It was undone. */
  undone?: boolean,
  /** It can still be undone by whoever acted: nothing came after it. */
  last?: boolean,
};

/** An act of the moderation ledger. */
export type ActNo = number;

/** The latest acts of a session's ledger, newest first: to moderators. */
export type ActsView = {
  /** At most 50 of them. */
  acts: Array<ActItem>,
};

/** What to do about a point. */
export type Advice = "plan_session" | "end_before" | "code_elsewhere" | "pair_wall" | "look_at_wall" | "lift_hidden" | "open_desk" | "make_links" | "renew_links" | "go_on" | "mend_cues" | "see_missed" | "rehearse" | "set_clock";

/** The forum, its halls and the agenda: the same for everyone. */
export type AgendaView = {
  /** The forum's name. */
  name: Title,
  /** Languages of its pages, the first one first. */
  languages: Array<string>,
  /** IANA name of its zone. */
  zone: string,
  /** The forum's join code. */
  code: string,
  /** Every screen says that it is a rehearsal. */
  rehearsal: boolean,
  /** How it looks, where that was ever set. */
  look?: LookView,
  /** Everyone may read the forum's record. */
  record?: boolean,
  /** What `name_forum` and `set_wifi` name. */
  version: number,
  /** Halls in their order. */
  halls: Array<HallView>,
  /** Sessions by start. */
  sessions: Array<SessionEntry>,
};

/** What kind of answer a poll takes, without what would give it away. */
export type AnswerView = { "kind": "single" } | { "kind": "multiple", min: number, max: number,
} | { "kind": "yes_no_abstain" } | { "kind": "rating", max: number,
} | { "kind": "ranking", method?: RankingMethod,
} | { "kind": "points" } | { "kind": "likert", steps: number,
} | { "kind": "cloud", words: number,
} | { "kind": "open" } | { "kind": "quiz" };

/** Codes of refused requests. Never renamed, never reused; pages have words for each in every language. */
export type ApiCode = "unknown_code" | "too_many_tries" | "rate_limited" | "malformed" | "bad_token" | "token_expired" | "not_allowed" | "too_large" | "too_slow" | "unavailable" | "full" | "unknown_forum" | "unknown_hall" | "no_such_screen" | "screen_taken" | "setup_spent" | "bad_forum" | "bad_list" | "unknown_badge" | "badge_ended" | "slug_taken" | "too_many_rehearsals" | "too_many_forums" | "too_many_links" | "picture_kind" | "picture_broken" | "picture_unsafe" | "changed" | "not_published" | "not_found" | "method_not_allowed" | "foreign_origin" | "upgrade_needed";

/** What came in each of the last 30 whole minutes, the oldest first. Another one comes once a minute. */
export type ArrivalsPulse = {
  /** Questions; the organisers' seeds are outside. */
  asked: Array<number>,
  /** Supports that were given. */
  supported: Array<number>,
};

/** What enters questions and ballots for those who have no phone at hand. */
export type Assistant = "desk" | "usher" | "kiosk";

/** A stand of a session's exhibition: the place of a team's link. */
export type AtStand = {
  /** Of which session's exhibition. */
  session: SessionNo,
  /** The stand. */
  stand: StandNo,
};

/** A table of a session's board: the place of a facilitator's link. */
export type AtTable = {
  /** Of which session's board. */
  session: SessionNo,
  /** The table, by its place. */
  table: number,
};

/** Organisers and jurors: a session's award. */
export type AwardCommand = { "act": "plan",
  /** Of which session. */
  session: SessionNo,
  /** The version it was read at; 0 where there is none yet. */
  version: number,
  /** The whole plan. */
  plan: AwardPlan,
} | { "act": "begin",
  /** Of which session. */
  session: SessionNo,
  /** The version it was read at. */
  version: number,
} | { "act": "prepare",
  /** Of which session. */
  session: SessionNo,
  /** The version it was read at. */
  version: number,
} | { "act": "replace",
  /** Of which session. */
  session: SessionNo,
  /** The version it was read at. */
  version: number,
  /** The juror's link. */
  juror: LinkNo,
  /** The one that comes in its place. */
  heir: LinkNo,
} | { "act": "seal",
  /** Of which session. */
  session: SessionNo,
  /** The version it was read at. */
  version: number,
  /** Also where a nominee has marks of too few jurors. */
  anyway?: boolean,
} | { "act": "open",
  /** Of which session. */
  session: SessionNo,
  /** The version it was read at. */
  version: number,
} | { "act": "reveal",
  /** Of which session. */
  session: SessionNo,
  /** The version it was read at. */
  version: number,
  /** Of which track. */
  track: number,
} | { "act": "score",
  /** Of which session. */
  session: SessionNo,
  /** In which track. */
  track: number,
  /** For which nominee. */
  nominee: number,
  /** One for each criterion, from 0 to the scale's highest; none takes them back. */
  marks: Array<number>,
  /** The device's sequence number. */
  seq: Seq,
} | { "act": "recuse",
  /** Of which session. */
  session: SessionNo,
  /** In which track. */
  track: number,
  /** Which nominee. */
  nominee: number,
  /** Whether the juror does not judge it. */
  on: boolean,
  /** The device's sequence number. */
  seq: Seq,
  /** The juror's link, where an organiser says it. */
  juror?: LinkNo,
};

/** What an award is about and how it is decided. */
export type AwardPlan = {
  /** The tracks, known by their places. */
  tracks: Array<Track>,
  /** What the jury judges by. */
  criteria: Array<Criterion>,
  /** The highest mark: 5, 10 or 100. The lowest is 0. */
  scale: number,
  /** What is made of a strict and a mild juror. */
  normalise: Normalise,
  /** The fewest jurors that every nominee of a track needs, for the jury to decide it: 1 to 60. */
  quorum_jury: number,
  /** The people's choice beside the jury's. */
  people: PeoplesChoice | null,
  /** What decides between equals, the first one first. Who is equal after all of them shares the place. */
  ties: Array<Tie>,
};

/** What an award is about and how it is decided: apart from how far it is, as it is long and stays the same. */
export type AwardPlanView = {
  /** Of which session. */
  session: SessionNo,
  /** Its rules and its nominees. */
  plan: AwardPlan,
  /** Where the people's choice is by blind ballots, once the scoring began. */
  paper?: PaperView,
};

/** A step of a track: what is shown next to whoever is in the hall. */
export type AwardStep = "people" | { "place": number } | "nobody";

/** An award as everyone sees it, from the moment at which its rules are settled; desks before that too. */
export type AwardView = {
  /** Of which session. */
  session: SessionNo,
  /** What commands about it name. */
  version: number,
  /** How far it is. */
  stage: Stage,
  /** SHA-256 of the lot, from the moment it was drawn. */
  lot_hash?: string,
  /** The lot, once the award was opened. */
  lot?: string,
  /** The poll of the people's choice of each track, by the tracks' places. */
  polls: Array<PollNo | null>,
  /** What was revealed, by the tracks' places; nothing before the opening. */
  tracks: Array<TrackView>,
  /** How many papers of blind ballots were given, once it was opened. */
  papers?: number,
};

/** A badge's code, as its holder says it. */
export type BadgeAsked = {
  /** The code. */
  badge: BadgeCode,
};

/** A code as it was said, of a badge or of a slip: whether any has it is asked of the state. Never printed in a log, never kept. */
export type BadgeCode = string;

/** Organiser: badges. */
export type BadgeCommand = { "act": "issue",
  /** The organiser's own number for it; no other badge has it. */
  label: Text | null,
  /** Whose it is. */
  name: Text | null,
  /** Its group, by its name: a new one is made. */
  group: Text | null,
} | { "act": "describe",
  /** Which badge. */
  badge: BadgeNo,
  /** The version it was read at. */
  version: number,
  /** Its number. */
  label: Text | null,
  /** Whose it is. */
  name: Text | null,
  /** Its group, by its name. */
  group: Text | null,
} | { "act": "replace",
  /** Which badge. */
  badge: BadgeNo,
  /** The version it was read at. */
  version: number,
} | { "act": "print_slips",
  /** For which poll. */
  poll: PollNo,
  /** For which of its rounds: the one that is open, else the next one. */
  round: number,
  /** For these badges, at most a thousand. */
  badges: Array<BadgeNo> | null,
  /** For those of this group, by its place. */
  group: number | null,
} | { "act": "end",
  /** Which badge. */
  badge: BadgeNo,
  /** The version it was read at. */
  version: number,
  /** Whether it is ended. */
  on: boolean,
};

/** A badge, for whoever prints it. */
export type BadgeEntry = {
  /** Its number. */
  badge: BadgeNo,
  /** What commands about it name. */
  version: number,
  /** The organiser's number for it. */
  label?: string,
  /** Whose it is. */
  name?: string,
  /** Its group, by its place. */
  group?: number,
  /** Its code of now. None of one that is ended, or whose key was erased. */
  code?: BadgeCode,
  /** How often its code was replaced. */
  edition: number,
  /** Whether it was ended. */
  ended: boolean,
};

/** A group of badges. */
export type BadgeGroup = {
  /** Its name. */
  name: Title,
  /** How many of its badges are good. */
  good: number,
};

/** What a badge is, for its holder. */
export type BadgeHeld = {
  /** Its group. */
  group: Title | null,
  /** The organiser's number for it. */
  label?: string,
  /** Whose it is, where names are by badge: what its holder asks goes under that. */
  name?: string,
  /** The awards of which it took its paper. */
  papers?: Array<PaperTaken>,
  /** What it is good for, where the code is a slip's. */
  slip?: SlipHeld,
};

/** A list of attendees that an organiser brings. */
export type BadgeList = {
  /** The file's bytes, CSV or XLSX, in Base64 (RFC 4648, 4). */
  file: string,
  /** The command's id, sixteen hexadecimal digits: the same list under the same id is taken once. */
  id: string,
  /** Only tell what would come of it. */
  dry: boolean,
};

/** A badge. */
export type BadgeNo = number;

/** The badges of a forum. */
export type Badges = {
  /** All of them, with their codes. */
  badges: Array<BadgeEntry>,
  /** Their groups, by their places. */
  groups: Array<BadgeGroup>,
};

/** The badges in figures. */
export type BadgesView = {
  /** How many are good. */
  good: number,
  /** How many were ended. */
  ended: number,
  /** Their groups, by their places. */
  groups: Array<BadgeGroup>,
  /** The slips that were printed, the last ones of all printings at the end. */
  slips?: Array<SlipsView>,
};

/** A blind ballot. */
export type BallotCast = {
  /** The voter's one-time key, 32 bytes in URL-safe Base64 without padding, as all bytes here. */
  key: string,
  /** The award's signature of it, 256 bytes. */
  paper: string,
  /** The track, by its place. */
  track: number,
  /** The round of the track's poll. */
  round: number,
  /** The sequence number, from 1 for each track and round. */
  seq: Seq,
  /** The nominee, by its place; null takes the ballot back. */
  choice: number | null,
  /** The voter's signature, 64 bytes. */
  signature: string,
};

/** The ballot is kept. */
export type BallotKept = {
  /** Always. */
  done: boolean,
};

/** Why a paper or a ballot is refused. */
export type BallotRefusal = {
  /** The same codes as those of commands. */
  code: Code,
  /** In English. */
  message: string,
  /** What the code's limit is, where it has one. */
  limit?: bigint,
};

/** What changed of a board since the revision before, where nothing else of it did. */
export type BoardDiff = {
  /** How many people gave dots that count. */
  v: number,
  /** The dots as in the whole tally: they take its place. */
  n?: Array<Dots>,
  /** There are more, as in the whole tally. */
  more?: boolean,
  /** Groups that are new or other ones. */
  put?: Array<ClusterView>,
  /** Groups that are no more. */
  gone?: Array<ClusterNo>,
  /** The order of the groups, where it is another one. */
  order?: Array<ClusterNo>,
  /** What arranging the groups names, where it is another number. */
  arrangement?: number,
  /** The tables that are done, where these are others. */
  done?: Array<number>,
};

/** A board: everything of it but the texts of its ideas. */
export type BoardView = {
  /** Of which session. */
  session: SessionNo,
  /** What commands about the board itself name. */
  version: number,
  /** What it asks, and how it is held. */
  plan: IdeaPlan,
  /** Where it is. */
  phase: IdeaPhase,
  /** When the time of the phase is over: nothing that attendees send then or later is taken in it. */
  until?: Time,
  /** What arranging the groups names. */
  arrangement: number,
  /** The groups in their order. */
  clusters: Array<ClusterView>,
  /** The tables that are done, by their places. */
  done: Array<number>,
  /** Whether everyone sees the tables' results. */
  results_shown: boolean,
  /** What the dots come to. */
  tally: DotsView,
};

/** The last frame of a connection that the server ends. The WebSocket close frame has `ByeCode::close_code`. */
export type Bye = {
  /** Why. */
  code: ByeCode,
  /** Whether coming back makes sense. */
  reconnect: boolean,
  /** Not before so many milliseconds, with a jitter of the client's own on top. */
  after_ms: number,
};

/** Why a connection ends. */
export type ByeCode = "restart" | "silent" | "elsewhere" | "full" | "no_hello" | "malformed" | "too_large" | "flood" | "bad_token" | "token_expired" | "revoked" | "wrong_view" | "unknown_forum" | "unknown_session";

/** What became of a cue. */
export type CameView = "done" | "left" | "failed" | "missed" | "skipped";

/** What is to be seen to before a hall goes live. */
export type Checklist = {
  /** Of which hall. */
  hall: HallNo,
  /** When it was looked, by the server's clock. */
  at: Time,
  /** Point by point, always the same ones in the same order. */
  points: Array<Point>,
};

/** What somebody chose, as a client sends it. */
export type Choice = { "options": Array<number> } | { "stars": number } | { "steps": Array<number> } | { "points": Array<number> } | { "words": Array<Text> } | { "text": Text };

/** A frame from a client, read by `codec::frame`. Unknown fields are ignored, unknown frames are refused. */
export type ClientFrame = { "t": "hello" } & Hello | { "t": "do",
  /** What the client calls it. The same command again has the same id. */
  id: string,
  /** The epoch in which the client saw the numbers that the command names: in another one they may be other things'. */
  epoch?: number,
  /** The command; read by itself, so that a wrong one is refused by its id. */
  command: Command,
} | { "t": "watch",
  /** That one. */
  session: SessionNo,
} | { "t": "page",
  /** Which list: `questions`, `waiting`, `aside`, `statements`, `ideas`, `remarks`, `recommendations` or `drafts`. */
  topic: Topic,
  /** From behind this question, or the statement, idea, remark or recommendation of that number; 0 is the beginning. */
  after: QuestionNo,
} | { "t": "suggest" } | { "t": "stand" } & StandAsked | { "t": "find",
  /** What is looked for, or a question being typed. */
  text: string,
} | { "t": "pulse" } & ClientPulse | { "t": "shown",
  /** The name of the scene on it. */
  scene: string,
  /** The highest revision it has painted. */
  rev: number,
  /** How large its picture is. */
  size?: Size,
  /** What it was to show could not be drawn: `scene` stands on in its place. */
  failed?: boolean,
} | { "t": "ping" };

/** What a client says in passing. */
export type ClientPulse = { "reaction": Reaction } | { "holding": QuestionNo };

/** A word of a cloud. */
export type CloudItem = {
  /** What `rule_word` names. */
  w: WordsNo,
  /** Its most frequent spelling. */
  text: string,
  /** How many people sent it. */
  n: number,
  /** What a moderator ruled: to moderators. */
  show?: boolean,
};

/** A group of ideas. */
export type ClusterNo = number;

/** A group of ideas. */
export type ClusterView = {
  /** Its number. */
  c: ClusterNo,
  /** What dissolving it names. */
  v: number,
  /** What naming it names. */
  e: number,
  /** Its name; may be empty. */
  title: Title,
  /** Its ideas in their order. */
  ideas: Array<IdeaNo>,
};

/** Codes of refusals. Never renamed, never reused. */
export type Code = "not_allowed" | "link_ended" | "unknown_session" | "unknown_hall" | "unknown_question" | "unknown_poll" | "unknown_link" | "unknown_act" | "text_empty" | "text_too_long" | "names_off" | "asking_closed" | "paused" | "too_many_waiting" | "too_soon" | "board_full" | "too_many_supports" | "blocked" | "not_yours" | "too_late_to_change" | "changed_too_often" | "changed" | "stale" | "wrong_state" | "bad_merge" | "same_session" | "unknown_label" | "not_your_act" | "poll_not_open" | "poll_closed" | "round_over" | "bad_ballot" | "points_not_spent" | "ballot_final" | "bad_poll" | "feedback_closed" | "bad_rating" | "too_many_links" | "out_of_range" | "bad_seq" | "bad_secret" | "hall_taken" | "bad_times" | "session_begun" | "session_used" | "too_many_sessions" | "agenda_too_long" | "too_many_halls" | "hall_used" | "hall_linked" | "last_hall" | "names_settled" | "too_many_words" | "last_organiser" | "id_reused" | "badge_needed" | "unknown_badge" | "badge_ended" | "badge_nameless" | "not_your_group" | "not_for_others" | "slip_used" | "slip_of_other_poll" | "slip_of_other_round" | "slip_ended" | "slip_replaced" | "no_badges" | "too_many_slips" | "badge_taken" | "too_many_badges" | "too_many_groups" | "unknown_award" | "unknown_nominee" | "bad_award" | "award_too_long" | "award_begun" | "award_sealed" | "award_not_ready" | "award_poll_open" | "jury_incomplete" | "other_organiser_needed" | "not_independent" | "key_not_ready" | "not_blind" | "blind_only" | "paper_taken" | "bad_paper" | "bad_signature" | "bad_marks" | "recused" | "earlier_not_closed" | "poll_sealed" | "unknown_conversation" | "unknown_statement" | "statements_closed" | "submitting_off" | "same_statement" | "too_many_statements" | "unknown_board" | "unknown_idea" | "unknown_cluster" | "unknown_table" | "bad_board" | "ideas_closed" | "dots_closed" | "too_many_ideas" | "ideas_full" | "bad_dots" | "dots_given" | "table_used" | "unknown_recommendation" | "too_many_recommendations" | "not_evidence" | "too_much_evidence" | "no_evidence" | "not_agreed" | "vote_open" | "nothing_proposed" | "too_many_written" | "unknown_exhibition" | "unknown_stand" | "unknown_remark" | "bad_key" | "exhibition_closed" | "stand_closed" | "not_visited" | "stand_used" | "place_taken" | "too_many_stands" | "too_many_remarks" | "stand_full" | "not_answered" | "held" | "unknown_cue" | "too_many_cues" | "show_too_long" | "cue_past" | "cue_done" | "speaking_closed" | "speaking_dismissed" | "speakers_full" | "unknown_speaker" | "desk_reads_first" | "upgrade_unfinished";

/** A command. Who may give it, and what it needs, is decided in `decide`. */
export type Command = { "do": "ask",
  /** On this session's board. */
  session: SessionNo,
  /** The question. */
  text: Text,
  /** A name to show with it. */
  name?: Text,
  /** The code of the asker's badge, where names are by badge. */
  badge?: BadgeCode,
} | { "do": "edit",
  /** Which question. */
  question: QuestionNo,
  /** The version it was read at. */
  version: number,
  /** The whole new text. */
  text: Text,
} | { "do": "withdraw",
  /** Which question. */
  question: QuestionNo,
  /** The version it was read at. */
  version: number,
} | { "do": "support",
  /** Which question. */
  question: QuestionNo,
  /** Whether the support stands. */
  on: boolean,
  /** The device's sequence number. */
  seq: Seq,
} | { "do": "vote",
  /** In which poll. */
  poll: PollNo,
  /** In which of its rounds. */
  round: number,
  /** What is chosen. */
  choice: Choice,
  /** The device's sequence number. */
  seq: Seq,
  /** The code of the voter's badge, where the poll asks for one. */
  badge?: BadgeCode,
} | { "do": "rate",
  /** Which session. */
  session: SessionNo,
  /** One to five. */
  stars: number,
  /** A comment for the organisers. */
  comment?: Text,
  /** The device's sequence number. */
  seq: Seq,
} | { "do": "name",
  /** Of which session. */
  session: SessionNo,
  /** The name; none takes it away, unless a badge gives one. */
  name: Text | null,
  /** The device's sequence number. */
  seq: Seq,
  /** The code of this person's badge, where names are by badge. */
  badge?: BadgeCode,
} | { "do": "enter",
  /** On this session's board. */
  session: SessionNo,
  /** The question. */
  text: Text,
  /** `floor` or `seed`. */
  source: Source,
} | { "do": "approve",
  /** Which question. */
  question: QuestionNo,
  /** The version it was read at. */
  version: number,
} | { "do": "dismiss",
  /** Which question. */
  question: QuestionNo,
  /** The version it was read at. */
  version: number,
  /** Why. */
  reason: Reason,
} | { "do": "restore",
  /** Which question. */
  question: QuestionNo,
  /** The version it was read at. */
  version: number,
} | { "do": "merge",
  /** Which question. */
  question: QuestionNo,
  /** The version it was read at. */
  version: number,
  /** The one that stays. */
  into: QuestionNo,
} | { "do": "move",
  /** Which question. */
  question: QuestionNo,
  /** The version it was read at. */
  version: number,
  /** Where to. */
  session: SessionNo,
} | { "do": "label",
  /** Which question. */
  question: QuestionNo,
  /** The version it was read at. */
  version: number,
  /** Places in the session's list of labels. */
  labels: Array<number>,
} | { "do": "shorten",
  /** Which question. */
  question: QuestionNo,
  /** The version it was read at. */
  version: number,
  /** The text for the wall. */
  text: Text | null,
} | { "do": "queue",
  /** Which question. */
  question: QuestionNo,
  /** The version it was read at. */
  version: number,
  /** Its place, 0 is the head; past the end means the end. */
  at: number,
} | { "do": "unqueue",
  /** Which question. */
  question: QuestionNo,
  /** The version it was read at. */
  version: number,
} | { "do": "stage",
  /** Which question. */
  question: QuestionNo,
  /** The version it was read at. */
  version: number,
} | { "do": "next",
  /** Of which session. */
  session: SessionNo,
  /** The stage's version it was read at. */
  version: number,
  /** The queue's head as it was read; none clears the stage. */
  question: QuestionNo | null,
  /** Whether the one before was answered; else it goes back to the list. */
  answered: boolean,
} | { "do": "answer",
  /** Which question. */
  question: QuestionNo,
  /** The version it was read at. */
  version: number,
} | { "do": "reply",
  /** Which question. */
  question: QuestionNo,
  /** The version it was read at. */
  version: number,
  /** The reply. */
  text: Text | null,
} | { "do": "undo",
  /** Which act. */
  act: ActNo,
} | { "do": "block",
  /** The question. */
  question: QuestionNo,
  /** Whether it is blocked through this question. */
  on: boolean,
} | { "do": "set_board",
  /** Of which session. */
  session: SessionNo,
  /** The session's version it was read at. */
  version: number,
  /** Open or closed by hand; none follows the agenda. */
  asking: boolean | null,
  /** When questions are read. Changing it never publishes what waits. */
  moderation: Moderation,
  /** Labels. Those in use keep their places: the list may only grow or be re-worded. */
  labels: Array<Title>,
} | { "do": "pause",
  /** Which session. */
  session: SessionNo,
  /** The session's version it was read at. */
  version: number,
  /** Whether input is stopped. */
  on: boolean,
  /** What phones show meanwhile. */
  message?: Text,
} | { "do": "set_phase",
  /** Which session. */
  session: SessionNo,
  /** The session's version it was read at. */
  version: number,
  /** The phase it is in from now on. */
  phase: Phase,
} | { "do": "note",
  /** Of which session. */
  session: SessionNo,
  /** The session's version it was read at. */
  version: number,
  /** The line. */
  text: Text | null,
} | { "do": "delay",
  /** Which hall. */
  hall: HallNo,
  /** The hall's version it was read at. */
  version: number,
  /** By how many minutes, -120 to 120. */
  minutes: number,
  /** From that session on, which has not begun; none is from what runs now. */
  from?: SessionNo,
} | { "do": "create_poll",
  /** For which session. */
  session: SessionNo,
  /** The poll. */
  poll: PollDraft,
} | { "do": "edit_poll",
  /** Which poll. */
  poll: PollNo,
  /** The version it was read at. */
  version: number,
  /** The whole new draft. */
  draft: PollDraft,
} | { "do": "drop_poll",
  /** Which poll. */
  poll: PollNo,
  /** The version it was read at. */
  version: number,
} | { "do": "order_polls",
  /** Of which session. */
  session: SessionNo,
  /** The session's version it was read at. */
  version: number,
  /** All of its polls, each once. */
  polls: Array<PollNo>,
} | { "do": "open_poll",
  /** Which poll. */
  poll: PollNo,
  /** The version it was read at. */
  version: number,
  /** For so many seconds; none takes the draft's time, 0 means until closed by hand. */
  seconds?: number,
} | { "do": "close_poll",
  /** Which poll. */
  poll: PollNo,
  /** The version it was read at. */
  version: number,
  /** The countdown in seconds, 0 to 60; none means 5. */
  seconds?: number,
} | { "do": "reveal_poll",
  /** Which poll. */
  poll: PollNo,
  /** The version it was read at. */
  version: number,
  /** Whether they are shown. */
  on: boolean,
} | { "do": "rule_word",
  /** In which poll. */
  poll: PollNo,
  /** In which round. */
  round: number,
  /** One of the word's texts. */
  word: WordsNo,
  /** The ruling. */
  show: boolean | null,
} | { "do": "rule_name",
  /** Of which session. */
  session: SessionNo,
  /** The name's words, as the leaderboard tells them. */
  name: WordsNo,
  /** Whether it is shown; else its owner stands there under an alias, whatever name follows. */
  show: boolean,
} | { "do": "set_feedback",
  /** Of which session. */
  session: SessionNo,
  /** The session's version it was read at. */
  version: number,
  /** Open, closed, or by the agenda. */
  open: boolean | null,
} | { "do": "set_scene",
  /** Which hall. */
  hall: HallNo,
  /** The screen's version it was read at. */
  version: number,
  /** The scene. */
  scene: Scene,
} | { "do": "hide",
  /** Which hall. */
  hall: HallNo,
  /** The screen's version it was read at. */
  version: number,
  /** Whether they are empty. */
  on: boolean,
} | { "do": "announce",
  /** Which hall. */
  hall: HallNo,
  /** The screen's version it was read at. */
  version: number,
  /** The line. */
  text: Text | null,
} | { "do": "set_profile",
  /** The wall's link. */
  link: LinkNo,
  /** The version this was decided on; 0 where nothing was told of it yet. */
  version: number,
  /** What it is like; none is as usual. */
  profile: Profile | null,
} | { "do": "add_session",
  /** What the agenda says of it. */
  plan: SessionPlan,
} | { "do": "plan_session",
  /** Which session. */
  session: SessionNo,
  /** The edition it was read at. */
  edition: number,
  /** The whole new plan. */
  plan: SessionPlan,
} | { "do": "drop_session",
  /** Which session. */
  session: SessionNo,
  /** The edition it was read at. */
  edition: number,
} | { "do": "add_hall",
  /** Its name. */
  name: Title,
} | { "do": "drop_hall",
  /** Which hall. */
  hall: HallNo,
  /** The hall's version it was read at. */
  version: number,
} | { "do": "name_hall",
  /** Which hall. */
  hall: HallNo,
  /** The hall's version it was read at. */
  version: number,
  /** The name. */
  name: Title,
} | { "do": "name_forum",
  /** The forum's version it was read at. */
  version: number,
  /** The name. */
  name: Title,
} | { "do": "set_wifi",
  /** The forum's version it was read at. */
  version: number,
  /** The network; none takes it away. */
  wifi: Wifi | null,
} | { "do": "set_rules",
  /** The forum's version it was read at. */
  version: number,
  /** Those that are to be others. */
  rules: RulesWish,
} | { "do": "create_link",
  /** The role. */
  role: Role,
  /** For one hall; none is the whole forum. */
  hall: HallNo | null,
  /** What it is for. */
  name: string,
  /** From when on it opens nothing. */
  expires: Time | null,
  /** The table of a facilitator. */
  table?: AtTable,
  /** The stand of a team. */
  stand?: AtStand,
  /** The link's secret, made by the client, so that making the link again is the same. Only its hash is kept. */
  secret: Secret,
} | { "do": "revoke_link",
  /** Which link. */
  link: LinkNo,
} | { "do": "erase",
  /** Which question. */
  question: QuestionNo,
} | { "do": "erase_author",
  /** What they wrote. */
  of: Piece,
} | { "do": "erase_mine",
  /** The highest number of the words that the person was shown: nothing that was written later goes. */
  upto: WordsNo,
} | { "do": "set_look",
  /** The look's version it was read at; 1 where none was ever set. */
  version: number,
  /** Its accent; none is Majlis's own. */
  accent: Accent | null,
  /** Whether days are told after Umm al-Qura beside Gregorian. */
  hijri: boolean,
} | { "do": "set_record",
  /** The record's version it was read at; 0 where it was never set. */
  version: number,
  /** Whether everyone may read it. */
  published: boolean,
  /** What stands before it; its lines are paragraphs. */
  intro: Title,
} | { "do": "badges" } & BadgeCommand | { "do": "award" } & AwardCommand | { "do": "statements" } & StatementCommand | { "do": "ideas" } & IdeaCommand | { "do": "stands" } & StandCommand | { "do": "show" } & ShowCommand | { "do": "speaking" } & SpeakingCommand | { "do": "recommendations" } & RecommendationCommand;

/** The public account of the questions. Seeds are outside of it. `received == pending + listed + answered + merged + withdrawn + moved + dismissed.sum()`, at every revision. */
export type Counts = {
  /** Asked here or moved here. */
  received: number,
  /** With the questions team. */
  pending: number,
  /** On the list. */
  listed: number,
  /** Answered. */
  answered: number,
  /** United with another one. */
  merged: number,
  /** Moved to another session. */
  moved: number,
  /** Taken back by the author. */
  withdrawn: number,
  /** Dismissed, by reason, in the order of `Reason::ALL`. */
  dismissed: [number, number, number, number, number, number],
  /** Of those that were received, entered by ushers and at kiosks for somebody. */
  assisted?: number,
};

/** What the jury judges by. */
export type Criterion = {
  /** Its name. */
  title: Title,
  /** How much it counts beside the others, 1 to 100. */
  weight: number,
};

/** What a cue does. A desk can do each of it by hand. */
export type CueAct = { "do": "remind" } | { "do": "scene",
  /** The scene. */
  scene: Scene,
} | { "do": "hide",
  /** Whether they are empty. */
  on: boolean,
} | { "do": "announce",
  /** The line. */
  text: Text | null,
} | { "do": "phase",
  /** Which session. */
  session: SessionNo,
  /** `open` or `ended`. */
  phase: Phase,
} | { "do": "asking",
  /** Of which session. */
  session: SessionNo,
  /** Whether they are taken. */
  on: boolean | null,
} | { "do": "pause",
  /** Of which session. */
  session: SessionNo,
  /** Whether it is stopped. */
  on: boolean,
  /** What phones show meanwhile. */
  message?: Text,
} | { "do": "note",
  /** Of which session. */
  session: SessionNo,
  /** The line. */
  text: Text | null,
} | { "do": "feedback",
  /** Of which session. */
  session: SessionNo,
  /** Whether it is open. */
  open: boolean | null,
} | { "do": "open_poll",
  /** Which poll. */
  poll: PollNo,
  /** For so many seconds; none takes the draft's time, 0 means until closed. */
  seconds?: number,
} | { "do": "close_poll",
  /** Which poll. */
  poll: PollNo,
  /** The countdown in seconds; none means 5. */
  seconds?: number,
} | { "do": "reveal_poll",
  /** Which poll. */
  poll: PollNo,
  /** Whether they are shown. */
  on: boolean,
} | { "do": "statements",
  /** Of which session. */
  session: SessionNo,
  /** Whether they are taken. */
  open: boolean,
} | { "do": "board",
  /** Of which session. */
  session: SessionNo,
  /** To that one. */
  phase: IdeaPhase,
  /** For so many seconds; none or 0 is without a timer. */
  seconds?: number,
} | { "do": "results",
  /** Of which session. */
  session: SessionNo,
  /** Whether they are shown. */
  on: boolean,
} | { "do": "speaking",
  /** In which session. */
  session: SessionNo,
  /** Whether they are taken. */
  open: boolean,
};

/** A cue. */
export type CueItem = {
  /** Its number. */
  c: CueNo,
  /** Its version: what commands about it name. */
  v: number,
  /** What the crew calls it. */
  name: Title,
  /** When it was planned. */
  at: Moment,
  /** By how many seconds it was moved since, beside the agenda's delays. */
  moved?: number,
  /** When it is due; none where its session is not on the hall's agenda any more. */
  time?: Time,
  /** The session that has to begin before it is come to, while that has not. */
  upon?: SessionNo,
  /** What it does. */
  does: CueAct,
  /** It waits, and a desk changed the same thing by hand at that moment. */
  hand?: Time,
  /** What became of it; none while it waits. */
  came?: CameView,
  /** When it did. */
  when?: Time,
  /** Why it failed. */
  code?: Code,
  /** The name of the desk's link that did or skipped it by hand. */
  by?: string,
};

/** A cue of a hall's run of show. */
export type CueNo = number;

/** What a cue is. */
export type CuePlan = {
  /** When it is due. */
  at: Moment,
  /** What the crew calls it. */
  name: Title,
  /** What it does. */
  does: CueAct,
};

/** The desk's latest act that a wall on `auto` shows. */
export type CueView = "spotlight" | { "poll": PollNo } | { "award": number } | "opinions" | "ideas" | "results" | "speaking" | "recommendations";

/** A day: `2027-03-01`. */
export type Day = string;

/** What kind of decision an `Act` was, without its details. */
export type DeedKind = "approve" | "dismiss" | "restore" | "merge" | "move" | "label" | "edit" | "shorten" | "queue" | "unqueue" | "stage" | "answer" | "reply";

/** A desk at work. */
export type DeskPulse = {
  /** Its link. */
  link: LinkNo,
  /** What its page calls itself, among those of the link; 0 where it said nothing of it. */
  window: number,
  /** What the link is called. */
  name: string,
  /** The question in hand; 0 is none. */
  holding: QuestionNo,
};

/** A direction, in the words of HTML's `dir`. */
export type Direction = "rtl" | "ltr" | "auto";

/** A statement on which two groups take opposite sides. */
export type DividingStatement = {
  /** Which. */
  s: StatementNo,
  /** The number of the group that agrees. */
  agree: number,
  /** That of the one that disagrees. */
  disagree: number,
  /** The probability, in thousandths, that one of each takes these sides. */
  strength: number,
};

/** Dots on something. */
export type Dots = {
  /** On what. */
  on: Spot,
  /** How many. */
  n: number,
};

/** What the dots come to. */
export type DotsView = {
  /** How many people gave dots that count. */
  v: number,
  /** The dots on groups and on ideas that are in none, most first; nothing while they are not shown. */
  n?: Array<Dots>,
  /** There are more: phones are told those in front while dots are given. */
  more?: boolean,
};

/** Whose badges may vote. */
export type ElectorsView = {
  /** The groups; none where every badge may. */
  groups: Array<Title>,
  /** How many badges those are now. */
  badges: number,
};

/** A thing that people gave. */
export type Evidence = { "kind": "question",
  /** Which one. */
  question: QuestionNo,
} | { "kind": "idea",
  /** Of which session. */
  session: SessionNo,
  /** Which one. */
  idea: IdeaNo,
} | { "kind": "cluster",
  /** Of which session. */
  session: SessionNo,
  /** Which one. */
  cluster: ClusterNo,
} | { "kind": "table",
  /** Of which session. */
  session: SessionNo,
  /** The table, by its place. */
  table: number,
} | { "kind": "statement",
  /** Of which session. */
  session: SessionNo,
  /** Which one. */
  statement: StatementNo,
} | { "kind": "poll",
  /** Which poll. */
  poll: PollNo,
  /** Which of its rounds. */
  round: number,
} | { "kind": "remark",
  /** Of which session's exhibition. */
  session: SessionNo,
  /** At which stand. */
  stand: StandNo,
  /** Which one. */
  remark: RemarkNo,
} | { "kind": "stand",
  /** Of which session's exhibition. */
  session: SessionNo,
  /** Which one. */
  stand: StandNo,
};

/** What became of evidence. */
export type EvidenceGone = "erased" | "hidden";

/** A piece of evidence as it is told. */
export type EvidenceView = {
  /** In which session it lies, where it does not say so itself. */
  on?: SessionNo,
  /** What it says. */
  text?: string,
  /** The direction of most letters of that. */
  dir?: Direction,
  /** What the stand's team answered. */
  answer?: string,
  /** What it is called: a group's name, a poll's title, a table's name, a stand's. */
  title?: Title,
  /** The heading of what a table came to. */
  heading?: string,
  /** How many ideas are in the group. */
  ideas?: number,
  /** How many comments are with the stand's team: told in steps, as its visits are, and to whom they are. */
  comments?: number,
  /** How many support the question, how many dots lie on the idea or the group, how many voted in the poll, how many visited the stand, which is told in steps; left out where that is not told. */
  n?: number,
  /** How many agree with the statement, disagree and pass; left out where that is not told. */
  votes?: [number, number, number],
  /** The options in front, with their votes or points. */
  options?: Array<OptionCount>,
  /** What became of it, where something did. */
  gone?: EvidenceGone,
  /** There was no room for what it says. */
  cut?: boolean,
} & ({ "kind": "question",
  /** Which one. */
  question: QuestionNo,
} | { "kind": "idea",
  /** Of which session. */
  session: SessionNo,
  /** Which one. */
  idea: IdeaNo,
} | { "kind": "cluster",
  /** Of which session. */
  session: SessionNo,
  /** Which one. */
  cluster: ClusterNo,
} | { "kind": "table",
  /** Of which session. */
  session: SessionNo,
  /** The table, by its place. */
  table: number,
} | { "kind": "statement",
  /** Of which session. */
  session: SessionNo,
  /** Which one. */
  statement: StatementNo,
} | { "kind": "poll",
  /** Which poll. */
  poll: PollNo,
  /** Which of its rounds. */
  round: number,
} | { "kind": "remark",
  /** Of which session's exhibition. */
  session: SessionNo,
  /** At which stand. */
  stand: StandNo,
  /** Which one. */
  remark: RemarkNo,
} | { "kind": "stand",
  /** Of which session's exhibition. */
  session: SessionNo,
  /** Which one. */
  stand: StandNo,
});

/** How an exhibition is held. */
export type ExhibitionPlan = {
  /** Everyone sees its stands. */
  shown: boolean,
  /** Who is told how many visit them. */
  interest: ToldOfInterest,
};

/** What people said of a session: to moderators, organisers and screens. */
export type FeedbackView = {
  /** How many gave one to five stars. */
  stars: [number, number, number, number, number],
  /** The latest comments, newest first, at most 50: to moderators and organisers. */
  comments?: Array<string>,
};

/** A session that a hall is about. */
export type FocusView = {
  /** The session. */
  session: SessionNo,
  /** The moment from which; the first has none. */
  from?: Time,
};

/** How it stands with what was recommended. */
export type FollowUp = "planned" | "under_way" | "done" | "not_pursued";

/** A forum that a token may see. */
export type ForumEntry = {
  /** Its id. */
  forum: string,
  /** Its name in addresses. */
  slug: string,
  /** Its name. */
  name: Title,
  /** Its join code. */
  code: string,
  /** Whether it is a rehearsal. */
  rehearsal: boolean,
  /** Its halls. */
  halls: Array<HallEntry>,
  /** What `set_rules`, `set_wifi` and `name_forum` name: the forum's version that the rest is of. */
  version: number,
  /** Its rules. */
  rules: Rules,
  /** Their network. */
  wifi?: WifiView,
};

/** A forum that is wanted: either `file`, or `template` with the answers. */
export type ForumWish = {
  /** A forum file, in TOML or JSON. */
  file?: string,
  /** The template. */
  template?: Template,
  /** Its name in addresses; none makes one from its English name. */
  slug?: string,
  /** Its name. */
  name?: Title,
  /** Its first day, as 2026-11-02. */
  first_day?: string,
  /** The names of its halls. */
  halls?: Array<Title>,
  /** Languages of its pages, the first one first. */
  languages?: Array<string>,
  /** IANA name of its zone; none is Asia/Riyadh. */
  zone?: string,
  /** The network of its halls. */
  wifi?: Wifi,
};

/** How a point stands. */
export type Found = "good" | "look" | "wrong";

/** What somebody wrote on a ballot. */
export type GivenAnswer = {
  /** In which poll. */
  poll: PollNo,
  /** In which round. */
  round: number,
  /** What was asked. */
  title: Title,
  /** Words, or a free text. */
  choice: Choice,
};

/** What a person gave in a session. */
export type GivenPart = {
  /** In which session. */
  session: SessionNo,
  /** Own questions that are on its board now, oldest first. */
  questions: Array<QuestionItem>,
  /** Own ideas on its board, oldest first, whatever became of them. */
  ideas?: Array<IdeaItem>,
  /** Own questions and comments at its stands, oldest first, whatever became of them. */
  remarks?: Array<RemarkItem>,
  /** What is written on own ballots that are not secret, of all rounds. */
  answers: Array<GivenAnswer>,
  /** The own rating. */
  rating?: OwnRating,
  /** The name that was given for the leaderboard. */
  name?: string,
  /** Own statements, oldest first. */
  statements?: Array<StatementItem>,
  /** Of how many statements this person said something. */
  said?: number,
  /** Own requests for the microphone, oldest first, whatever became of them. */
  speaking?: Array<SpeakerItem>,
  /** How many of its questions this person supports. */
  supports: number,
  /** How many own ballots there are that are not secret, those with words too. */
  ballots: number,
  /** How many of its stands this person visited. */
  visits?: number,
};

/** What a person gave in the forum, session by session. */
export type GivenView = {
  /** The highest number of all that it wrote and that is still there: what `erase_mine` names. 0 where nothing is. */
  upto: WordsNo,
  /** The sessions in which it gave something, in their order in time. */
  parts: Array<GivenPart>,
  /** How many of the oldest questions there was no room for. */
  left_out?: number,
};

/** A group, or some that are put together. */
export type GroupRowView = {
  /** What they are called; an empty title for badges of no group. */
  names: Array<Title>,
  /** How many of them voted, five at least. */
  v: number,
  /** How many chose what, by option or star. Null where it is not told: fewer than five, or hidden so that none of those follows. */
  n: Array<number | null>,
};

/** Groups of badges by their places; none of them means every badge, also one of no group. */
export type Groups = Array<number>;

/** What each group chose. */
export type GroupsView = {
  /** How many voted when the round closed: the sum of the rows. */
  v: number,
  /** The groups in their order; those of which fewer than five voted are one row, the last. */
  rows: Array<GroupRowView>,
};

/** A hall to go into. */
export type HallDoor = {
  /** Which one. */
  hall: HallNo,
  /** Its name. */
  name: Title,
  /** Its own code. */
  code: string,
  /** What is on, else what comes next, else what was last. */
  session: SessionNo | null,
};

/** A hall of a forum. */
export type HallEntry = {
  /** Its number. */
  hall: HallNo,
  /** Its name. */
  name: Title,
  /** Its join code. */
  code: string,
};

/** A hall by its name. */
export type HallName = {
  /** Its number. */
  hall: HallNo,
  /** Its name. */
  name: Title,
};

/** A hall of the forum. */
export type HallNo = number;

/** A hall. */
export type HallView = {
  /** Its number. */
  hall: HallNo,
  /** Its name. */
  name: Title,
  /** Its join code. */
  code: string,
  /** What `delay` and `name_hall` name. */
  version: number,
  /** What it is about from now on, as long as nothing is done: its walls look at the last one whose moment has come. */
  focus?: Array<FocusView>,
};

/** The first frame of a connection. */
export type Hello = {
  /** A participant's token or a role link's. */
  token: string,
  /** As what to look; must be what the token allows. An organiser's token may look as anything. */
  view: Role,
  /** The session to look at; none lets the server choose the hall's running or next one. */
  session?: SessionNo,
  /** The hall whose session to choose, where no session is named. */
  hall?: HallNo,
  /** What a desk's page calls itself, among those of the same link: a number it made up when it was loaded. */
  window?: number,
  /** What the client calls the stream that it opens, or the one that it says something beside; see PROTOCOL.md, S5. */
  line?: string,
  /** What the client has already of the session it names, by topic: (epoch, revision). */
  have?: Record<number, [number, number]>,
};

/** How an idea came in. */
export type IdeaBy = "phone" | "table" | "desk";

/** Attendees, facilitators and desks: a session's idea board. */
export type IdeaCommand = { "act": "set",
  /** Of which session. */
  session: SessionNo,
  /** The board's version it was read at; 0 where there is none yet. */
  version: number,
  /** The whole plan. */
  plan: IdeaPlan,
} | { "act": "lead",
  /** Of which session. */
  session: SessionNo,
  /** The board's version it was read at. */
  version: number,
  /** To that one. */
  phase: IdeaPhase,
  /** For so many seconds; none or 0 is without a timer. */
  seconds?: number,
} | { "act": "timer",
  /** Of which session. */
  session: SessionNo,
  /** The board's version it was read at. */
  version: number,
  /** So many. */
  seconds: number,
} | { "act": "show_results",
  /** Of which session. */
  session: SessionNo,
  /** The board's version it was read at. */
  version: number,
  /** Whether they are shown. */
  on: boolean,
} | { "act": "submit",
  /** To that session's board. */
  session: SessionNo,
  /** The idea. */
  text: Text,
} | { "act": "enter",
  /** On that session's board. */
  session: SessionNo,
  /** The idea. */
  text: Text,
  /** The table, by its place; a facilitator's own need not be said. */
  table?: number,
} | { "act": "reword",
  /** On that session's board. */
  session: SessionNo,
  /** Which idea. */
  idea: IdeaNo,
  /** The version it was read at. */
  version: number,
  /** The whole new text. */
  text: Text,
} | { "act": "take_back",
  /** On that session's board. */
  session: SessionNo,
  /** Which idea. */
  idea: IdeaNo,
  /** The version it was read at. */
  version: number,
} | { "act": "approve",
  /** On that session's board. */
  session: SessionNo,
  /** Which idea. */
  idea: IdeaNo,
  /** The version it was read at. */
  version: number,
} | { "act": "dismiss",
  /** On that session's board. */
  session: SessionNo,
  /** Which idea. */
  idea: IdeaNo,
  /** The version it was read at. */
  version: number,
  /** Why. */
  reason: Reason,
} | { "act": "restore",
  /** On that session's board. */
  session: SessionNo,
  /** Which idea. */
  idea: IdeaNo,
  /** The version it was read at. */
  version: number,
} | { "act": "block",
  /** On that session's board. */
  session: SessionNo,
  /** Which idea. */
  idea: IdeaNo,
  /** Whether it is blocked through this idea. */
  on: boolean,
} | { "act": "erase",
  /** On that session's board. */
  session: SessionNo,
  /** Which idea. */
  idea: IdeaNo,
} | { "act": "cluster",
  /** On that session's board. */
  session: SessionNo,
  /** Its name; may be empty. */
  title: Title,
  /** Its ideas, in their order, as they were read. */
  ideas: Array<ReadIdea>,
} | { "act": "name_cluster",
  /** On that session's board. */
  session: SessionNo,
  /** Which group. */
  cluster: ClusterNo,
  /** The edition it was read at. */
  edition: number,
  /** The name; may be empty. */
  title: Title,
} | { "act": "dissolve",
  /** On that session's board. */
  session: SessionNo,
  /** Which group. */
  cluster: ClusterNo,
  /** The version it was read at. */
  version: number,
} | { "act": "place",
  /** On that session's board. */
  session: SessionNo,
  /** Which idea. */
  idea: IdeaNo,
  /** The version it was read at. */
  version: number,
  /** Into that group; none is out of any. */
  cluster: ClusterNo | null,
  /** Its place there, 0 is the first; past the end means the end. Without a group it says nothing. */
  at: number,
} | { "act": "arrange",
  /** On that session's board. */
  session: SessionNo,
  /** The arrangement it was read at. */
  arrangement: number,
  /** All groups, each once. */
  clusters: Array<ClusterNo>,
} | { "act": "sit",
  /** Of that session's board. */
  session: SessionNo,
  /** The table, by its place. */
  table: number | null,
  /** The device's sequence number. */
  seq: Seq,
} | { "act": "dot",
  /** On that session's board. */
  session: SessionNo,
  /** Where they lie. */
  dots: Array<Dots>,
  /** The device's sequence number. */
  seq: Seq,
} | { "act": "harvest",
  /** On that session's board. */
  session: SessionNo,
  /** The table, by its place. */
  table: number,
  /** The result's version it was read at; 0 where there is none yet. */
  version: number,
  /** A heading. */
  title: Text | null,
  /** The text. */
  text: Text | null,
  /** The ideas and groups that it rests on. */
  rests: Array<Spot>,
  /** Whether the table is done. */
  done: boolean,
};

/** An idea as it is shown. */
export type IdeaItem = {
  /** Its number. */
  i: IdeaNo,
  /** Its version: what commands about it name. */
  v: number,
  /** Its text as it is shown; empty once it was erased. */
  text: string,
  /** The direction of most of its letters. */
  dir: Direction,
  /** When it came in. */
  at: Time,
  /** How it came in, unless from a phone. */
  by?: IdeaBy,
  /** The table that it is of, by its place. */
  table?: number,
  /** What became of it, unless it is on the board: to its author and to desks. */
  status?: IdeaState,
  /** Why it was dismissed: to its author and to desks. */
  reason?: Reason,
  /** What its author wrote, where a desk corrected it: to desks. */
  original?: string,
  /** The device that sent it was blocked through it: to desks. */
  blocked?: boolean,
};

/** An idea on a session's board. */
export type IdeaNo = number;

/** Where a board is. */
export type IdeaPhase = "preparing" | "collecting" | "grouping" | "voting" | "closed";

/** What a board asks, and how it is held. */
export type IdeaPlan = {
  /** What is asked. */
  title: Title,
  /** A line about it; may be empty. */
  about: Title,
  /** Whether attendees' ideas wait until a desk approves them. */
  moderation: Moderation,
  /** How many ideas a person may have on it, 1 to 50. */
  each: number,
  /** How many dots a person has, 1 to 10. */
  dots: number,
  /** How many of them may lie on one idea or group. */
  most: number,
  /** Everyone sees the dots while they are given; else once the board is closed. */
  show_dots: boolean,
  /** The names of its tables, known by their places; none where nobody sits at tables. */
  tables: Array<Title>,
};

/** What became of an idea. */
export type IdeaState = "waiting" | "listed" | "dismissed" | "withdrawn";

/** What changed of the ideas on the board. */
export type IdeasDiff = {
  /** How many there are on the board. */
  total: number,
  /** Whole items: new ones and changed ones, also beyond the window. */
  put?: Array<IdeaItem>,
  /** Those that are not to be seen any more. */
  gone?: Array<IdeaNo>,
};

/** A window on the ideas of a board: the newest. The rest is read page by page. */
export type IdeasView = {
  /** How many there are on the board. */
  total: number,
  /** Those in the window, in no order. */
  items: Array<IdeaItem>,
};

/** What changed of that. */
export type InterestDiff = {
  /** Whole items: new ones and changed ones. */
  put?: Array<InterestItem>,
  /** Stands that are there no more. */
  gone?: Array<StandNo>,
};

/** How a stand is visited and rated. */
export type InterestItem = {
  /** The stand. */
  s: StandNo,
  /** How many people visited it. */
  visits: number,
  /** When they came, by five minutes since 1970 and how many: the last twelve in which somebody came. */
  recent: [number, number][],
  /** The same by half hours since 1970: the last 48. */
  halves: [number, number][],
  /** How many rated it; to its team as it was told last, at 5, 10, 20, 50 and so on. */
  rated: number,
  /** The mean of their stars in tenths, from five ratings on. */
  mean?: number,
  /** Questions without an answer. */
  questions: number,
  /** Comments that nobody read. */
  comments: number,
  /** Questions and comments that a desk keeps from its team. */
  dismissed?: number,
  /** What a desk is to read first: to desks. */
  waiting?: number,
};

/** How stands are visited and rated: to desks, and to each team of its own. */
export type InterestView = {
  /** The stands, in no order. */
  items: Array<InterestItem>,
};

/** What a device joins with. */
export type Join = {
  /** The code as it was typed: digits of any keyboard, spaces and dashes ignored. */
  code: string,
  /** The token it has already, if any: with a good one of the same forum it stays the same person. */
  token?: string,
};

/** What a device gets for a code. */
export type Joined = {
  /** Whoever shows it is that person. The one that was sent, unless it is past half its life. */
  token: string,
  /** Who the device is. */
  person: string,
  /** The forum. */
  forum: string,
  /** Its name in addresses. */
  slug: string,
  /** Its name. */
  name: Title,
  /** Languages of its pages, the first one first. */
  languages: Array<string>,
  /** IANA name of the zone its times are told in. */
  zone: string,
  /** Whether everything here is a rehearsal. */
  rehearsal: boolean,
  /** How it looks, where that was ever set. */
  look?: LookView,
  /** The hall that the code leads to. */
  hall: HallNo | null,
  /** The session to look at; none leaves the choice of a hall. */
  session: SessionNo | null,
  /** All halls, to choose from. */
  halls: Array<HallDoor>,
};

/** A juror. */
export type JurorItem = {
  /** The juror's link. */
  link: LinkNo,
  /** What that is called. */
  name: string,
  /** The link was taken back: what was given by it counts on. */
  ended?: boolean,
  /** How many nominees have this juror's marks. */
  sheets: number,
  /** Those that this juror does not judge, by track and place. */
  recused: Array<[number, number]>,
};

/** What desks see of the jury's work: how much is done, and never what. */
export type JuryView = {
  /** Of which session. */
  session: SessionNo,
  /** The jurors whose links reach it, and those who gave marks. */
  jurors: Array<JurorItem>,
  /** How many jurors' marks count for each nominee, by track and place. */
  sheets: Array<Array<number>>,
  /** An organiser asked for the opening, and another one has to. */
  opening?: OpeningView,
  /** All that was counted, of each track whose last place was revealed. */
  results: Array<TrackResult | null>,
  /** What the next step of each track tells of, once it was opened, and never of whom: who announces it has to know which it is. None where all was revealed. */
  next: Array<AwardStep | null>,
};

/** Somebody on the leaderboard. */
export type Leader = {
  /** The name that was given; to moderators also one that is held. */
  name?: string,
  /** What `rule_name` names: to moderators. */
  w?: WordsNo,
  /** The name is not shown to anyone else: to moderators. */
  held?: boolean,
  /** From 1. Equals share one, and the next follows after all of them: 1, 2, 2, 4. */
  rank: number,
  /** The points of all quizzes that count. */
  points: number,
  /** How many of them were answered rightly. */
  right: number,
  /** A number from 0 that nobody else of the board has: pages make an alias of it where no name is shown. */
  alias: number,
};

/** Whoever has most points over a session's quizzes: those that are not secret, closed, and revealed. */
export type LeadersView = {
  /** How many quizzes count; 0 once all were hidden again. */
  quizzes: number,
  /** How many people answered them. */
  people: number,
  /** At most 10, most points first; of equals the one who came to the board first. */
  top: Array<Leader>,
};

/** How much a client may send. */
export type Limits = {
  /** Longest frame in bytes. */
  frame: number,
  /** Most unanswered commands; beyond them the connection is not read. */
  unanswered: number,
  /** Frames a second, over ten seconds. */
  rate: number,
};

/** A role link. Nobody can read its secret again. */
export type LinkItem = {
  /** Its number. */
  link: LinkNo,
  /** Its role. */
  role: Role,
  /** The hall it is for; none is the whole forum. */
  hall: HallNo | null,
  /** What it is called. */
  name: string,
  /** From then on it opens nothing. */
  expires: Time | null,
  /** It was taken back. */
  revoked: boolean,
  /** The table of a facilitator. */
  table?: AtTable,
  /** The stand of a team. */
  stand?: AtStand,
};

/** A role link: the capability of one desk, presenter, organiser, screen, juror, facilitator, team or rapporteur. */
export type LinkNo = number;

/** Role links: to organisers. */
export type LinksView = {
  /** All of them, revoked ones too. */
  links: Array<LinkItem>,
  /** What walls are like that are not as usual. */
  profiles?: Array<WallProfile>,
};

/** What kind of mistake it is. These names are stable. */
export type ListMistake = "too_large" | "kind" | "encoding" | "damaged" | "empty" | "no_column" | "unknown_column" | "personal_column" | "column_twice" | "no_heading" | "open_quote" | "badge_twice" | "formula" | "not_text" | "merged" | "hidden" | "too_long" | "no_word" | "control" | "too_many_rows" | "too_many_groups" | "more";

/** What comes of a list. */
export type ListTaken = {
  /** Rows of the list. */
  rows: number,
  /** Badges that are made. */
  new: number,
  /** Badges that say something else from now on. */
  changed: number,
  /** Rows whose badge says the same already. */
  same: number,
  /** Rows without a number of their own: each is another badge, however often the list is brought. */
  without_label: number,
  /** The groups of the list. */
  groups: Array<string>,
};

/** A logo, to be had from `/v1/logos/{forum}/{hash}`. */
export type LogoView = {
  /** SHA-256 of its bytes as 64 hexadecimal digits. */
  hash: string,
  /** How wide it is, so that its place is kept while it comes. */
  width: number,
  /** How high, in the same measure. */
  height: number,
};

/** How the forum looks. */
export type LookView = {
  /** What its commands name. */
  version: number,
  /** Its accent; none is Majlis's own. */
  accent?: Accent,
  /** Whether days are told after Umm al-Qura beside Gregorian. */
  hijri: boolean,
  /** Its logo; none is Majlis's mark. */
  logo?: LogoView,
};

/** A forum that was made. */
export type MadeForum = {
  /** Its id. */
  forum: string,
  /** Its name in addresses. */
  slug: string,
  /** Its name. */
  name: Title,
  /** Its join code. */
  code: string,
  /** Its halls. */
  halls: Array<HallEntry>,
  /** Its role links. */
  links: Array<MadeLink>,
};

/** A role link of it. */
export type MadeLink = {
  /** What it allows. */
  role: Role,
  /** Where; none is the whole forum. */
  hall: HallNo | null,
  /** What it is for. */
  name: string,
  /** What opens it. */
  token: string,
};

/** What happened, as a time line tells it. */
export type MarkKind = "session_opened" | "session_ended" | "session_back" | "poll_opened" | "poll_closed" | "poll_revealed" | "poll_hidden" | "question_staged" | "question_answered" | "statements_opened" | "statements_closed" | "picture" | "ideas_phase" | "results_shown" | "results_hidden" | "award_opened" | "award_revealed" | "speaker_called" | "vote_opened" | "vote_closed" | "recommended" | "scene" | "hidden" | "shown" | "announced" | "unannounced";

/** A moment of the time line. */
export type MarkView = {
  /** The revision that brought it about. */
  rev: bigint,
  /** When. */
  at: Time,
  /** What. */
  mark: MarkKind,
  /** In which hall; none where it is in none any more. */
  hall?: HallNo,
  /** In which session. */
  session?: SessionNo,
  /** The session, the poll or the track that it is about. */
  title?: Title,
  /** The question or recommendation that it is about, unless it was erased or taken off the list. */
  text?: string,
};

/** The lengths that the smallest letter of a wall comes from, in centimetres. */
export type Measures = {
  /** How high the picture is. */
  height: number,
  /** How far away the last row sits. */
  distance: number,
};

/** A length of time in milliseconds. */
export type Millis = number;

/** The personal part beside the shared views of a session. */
export type MineView = {
  /** Own questions of this session, and those moved away from it. */
  questions: Array<QuestionItem>,
  /** Questions of this session that this person supports. */
  supports: Array<QuestionNo>,
  /** Own ballots of the rounds at hand. Those of secret polls are remembered by the device alone. */
  ballots: Array<OwnBallot>,
  /** The own rating of the session. */
  rating?: OwnRating,
  /** How this person stands on the leaderboard of the session's quizzes, or is to be named there. */
  player?: OwnPlayer,
  /** A juror's own marks in the session's award, and whom the juror does not judge. */
  sheets?: Array<OwnSheet>,
  /** Own statements of this session, at most 50. */
  statements?: Array<StatementItem>,
  /** What this person said of its statements. */
  said?: OwnVotes,
  /** What is this person's own on the session's idea board; a facilitator's table. */
  ideas?: OwnIdeas,
  /** The stands of the session's exhibition that this person visited, and what was asked and said there. */
  stands?: OwnStands,
  /** The own request for the microphone in the session. */
  speaking?: OwnSpeaking,
  /** What this person said in the vote at hand over the forum's recommendations. */
  recommendations?: OwnRecommendationVotes,
  /** A rapporteur's own marks of the recommendations. */
  marks?: Array<OwnRecommendationMarks>,
  /** The highest sequence number of this person's registers: the next one is above it. */
  seq: Seq,
  /** The device is blocked. */
  blocked?: boolean,
};

/** A mistake in a forum's file or in a list of attendees. */
export type Mistake = {
  /** Line and column of it, both counted from 1; none when it is the whole file's. */
  place: [number, number] | null,
  /** In a list of attendees, what kind it is. */
  kind?: ListMistake,
  /** What is wrong, in English. */
  what: string,
  /** What to write instead, in English. */
  instead: string,
};

/** When a moderator reads a question. */
export type Moderation = "before" | "after";

/** When a cue is due. One that is planned from a session moves with it, whatever moves that: a delay, another plan. */
export type Moment = { "from": "start",
  /** Which session. */
  session: SessionNo,
  /** So many; before it where there are fewer than none. */
  seconds: number,
} | { "from": "end",
  /** Which session. */
  session: SessionNo,
  /** So many; before it where there are fewer than none. */
  seconds: number,
} | { "from": "clock",
  /** When. */
  time: Time,
};

/** Whether questions carry names. */
export type Names = "off" | "optional" | "badge";

/** A cue that is to come. */
export type NextCue = {
  /** Its number. */
  c: CueNo,
  /** What the crew calls it. */
  name: Title,
  /** When it is due. */
  time: Time,
  /** The session that has to begin before it is come to, while that has not: until then it is not now, whatever the clock says. */
  upon?: SessionNo,
};

/** What a stage is told: what comes next. */
export type NextCueView = {
  /** In which hall. */
  hall: HallNo,
  /** The run stands still. */
  held?: boolean,
  /** The next cue that waits. */
  next?: NextCue,
  /** The one after it. */
  then?: NextCue,
};

/** In the place of a view or a difference, where a frame has none. */
export type NoView = never;

/** A nominee. */
export type Nominee = {
  /** Its name. */
  title: Title,
  /** A line about it; may be empty. */
  about: Title,
  /** Whose it is; may be empty. */
  team: Title,
};

/** What was counted for a nominee. Points are thousandths, out of 100,000; the jury's, where they are levelled, and what they are part of, may lie below 0 or above that. */
export type NomineeResult = {
  /** How many jurors' marks count. */
  sheets: number,
  /** How many jurors were not to judge it. */
  recused: number,
  /** The jury's points, where anybody gave marks that count. */
  jury?: number,
  /** The average by criterion, as it was given: points out of 100,000. */
  criteria: Array<number>,
  /** How many jurors who judged more than one of the track gave nobody more. */
  firsts: number,
  /** Votes of the people. */
  votes: number,
  /** The people's points, where enough voted: the share of the most votes that a nominee of the track has. */
  people?: number,
  /** What the place goes by. */
  total?: number,
  /** The place, from 1; equals share one, and the next follows after all of them. */
  place?: number,
  /** The last rule that parted it from any with as many points. */
  tie?: Tie,
  /** The place by votes alone, where the people's choice is a prize of its own. */
  people_place?: number,
};

/** What is made of a strict and a mild juror. */
export type Normalise = "none" | "by_juror";

/** An opening that waits for the second organiser. */
export type OpeningView = {
  /** Whose link asked first. */
  by: LinkNo,
  /** What that is called. */
  name: string,
  /** Until when it waits. */
  until: Time,
};

/** A group of people who vote alike. */
export type OpinionGroup = {
  /** Its number from 0, which it keeps while most of its people stay: pages make a letter of it. */
  group: number,
  /** How many people it has. */
  people: number,
  /** They are fewer than three: what they say is not told. */
  few?: boolean,
  /** Where its people stand in the mean; not of few, whose own places that would tell. */
  centre?: [number, number],
  /** The smallest convex line around its people, counter-clockwise; none of few. */
  hull?: Array<[number, number]>,
  /** Where its people stand, of very many as many as are drawn. Not to phones, and not of few. */
  spots?: Array<[number, number]>,
  /** The statements that are typical of it: those it agrees with, then those it disagrees with. */
  typical?: Array<TypicalStatement>,
};

/** Who votes alike, what is typical of each group, what unites and what divides them. Nothing in it says who stands where: people are spots, in the order of the spots. A group of fewer than three people tells nothing but that it is there, and so do those who are in no group; of fewer than ten people altogether there is nothing but `people` and `votes`. */
export type OpinionPicture = {
  /** How many people voted. Those who are in none of the groups have voted too little to be grouped. */
  people: number,
  /** How many votes they gave, also on what is not published any more. */
  votes: number,
  /** The groups, by their numbers. None before anybody voted; one where nobody differs. */
  groups: Array<OpinionGroup>,
  /** What was said of each statement, by number; to phones of those that are named here alone. */
  statements: Array<StatementShares>,
  /** The statements that unite the groups, the one they agree on most first: at most ten. */
  uniting: Array<UnitingStatement>,
  /** The statements that divide them, the one that does most first: at most ten. */
  dividing: Array<DividingStatement>,
};

/** A side that can be taken. */
export type OpinionSide = "agree" | "disagree";

/** The picture of opinions of a session. */
export type OpinionsView = {
  /** Of which session. */
  session: SessionNo,
  /** It is the last one, worked out from all the votes when the statements were closed; else it is a moment old. */
  last?: boolean,
  /** What it shows. */
  picture: OpinionPicture,
};

/** An option of a poll, or a word of a cloud, with what it has. */
export type OptionCount = {
  /** The option; a word in `ar` and `en` alike; a star's number. */
  title: Title,
  /** Its votes, points or people. */
  n: number,
};

/** An own ballot. */
export type OwnBallot = {
  /** In which poll. */
  poll: PollNo,
  /** In which round. */
  round: number,
  /** What it says. */
  choice: Choice,
  /** Its points, once a quiz is closed and revealed. */
  points?: number,
};

/** What is somebody's own on a board. */
export type OwnIdeas = {
  /** Own ideas, oldest first. */
  items: Array<IdeaItem>,
  /** Own dots as they count. */
  dots?: Array<Dots>,
  /** The table that was chosen; a facilitator's own. */
  table?: number,
  /** What a facilitator's table came to. */
  result?: ResultView,
};

/** The own place on the leaderboard of a session's quizzes. */
export type OwnPlayer = {
  /** The name that was given for it. */
  name?: string,
  /** The name is not shown: it waits for a moderator, or one took it off. */
  held?: boolean,
  /** The place itself, once a quiz that this person answered counts. */
  place?: Place,
};

/** An own rating. */
export type OwnRating = {
  /** One to five. */
  stars: number,
  /** The comment. */
  comment?: string,
};

/** Own marks of a recommendation. */
export type OwnRecommendationMarks = {
  /** Of which one. */
  r: RecommendationNo,
  /** What it would bring. */
  impact: number,
  /** How well it can be done. */
  feasibility: number,
};

/** What somebody said in the vote at hand. */
export type OwnRecommendationVotes = {
  /** In which vote. */
  round: VoteNo,
  /** Those that one is for. */
  agree: Array<RecommendationNo>,
  /** Those that one is against. */
  disagree: Array<RecommendationNo>,
  /** Those at which one abstains. */
  abstain: Array<RecommendationNo>,
};

/** A juror's own marks, or that the juror does not judge. */
export type OwnSheet = {
  /** The track, by its place. */
  track: number,
  /** The nominee, by its place. */
  nominee: number,
  /** One for each criterion; none where none are given. */
  marks: Array<number>,
  /** The juror does not judge it. */
  recused?: boolean,
  /** An organiser said so, and only they take it back. */
  by_organiser?: boolean,
};

/** The own request for the microphone. */
export type OwnSpeaking = {
  /** The ticket, while it is kept. */
  n?: SpeakerNo,
  /** What became of it. */
  status: SpeakerStatus,
  /** The place among those who wait: 1 is next. Up to five exactly, from there on rounded up to tens. */
  place?: number,
  /** What it is about. */
  topic?: string,
  /** What to be called. */
  name?: string,
  /** Nobody but the desks sees name and topic. */
  held?: boolean,
  /** How many turns are done. */
  spoke?: number,
};

/** What is a person's own in an exhibition. */
export type OwnStands = {
  /** The stands visited, in the order of the visits. */
  visits: Array<OwnVisit>,
  /** Own questions and comments, oldest first. */
  remarks?: Array<RemarkItem>,
};

/** An own visit. */
export type OwnVisit = {
  /** The stand. */
  s: StandNo,
  /** When. */
  at: Time,
  /** What it was rated. */
  stars?: number,
};

/** What a person said of the session's statements, by their numbers. */
export type OwnVotes = {
  /** Those agreed with. */
  agree?: Array<StatementNo>,
  /** Those disagreed with. */
  disagree?: Array<StatementNo>,
  /** Those passed. */
  pass?: Array<StatementNo>,
};

/** The wall that a screen became. */
export type Paired = {
  /** Its role link, which can be told at once what it is like. */
  link: LinkNo,
};

/** What somebody typed who stands before the screen. */
export type Pairing = {
  /** The code on the screen, as it was typed. */
  code: string,
  /** The hall it belongs to. */
  hall: HallNo,
  /** What to call it. */
  name: string,
};

/** A badge's blinded message. */
export type PaperAsked = {
  /** The badge's code. */
  badge: BadgeCode,
  /** The blinded message: 256 bytes in URL-safe Base64 without padding. */
  blinded: string,
  /** The award's key with which it was blinded, as `paper.key` of its view tells it. Whoever does not say it loses the paper to a message that was blinded with another one. */
  key?: string,
};

/** The blind signature. */
export type PaperGiven = {
  /** 256 bytes in URL-safe Base64 without padding. */
  signature: string,
};

/** That a badge took its paper of an award with blind ballots. */
export type PaperTaken = {
  /** Of which session's award. */
  session: SessionNo,
  /** SHA-256 of the blinded message with which it did, as 64 hexadecimal digits. */
  blinded: string,
};

/** With what a phone takes its paper and casts its ballots. */
export type PaperView = {
  /** The number by which papers and ballots name the award. */
  award: SessionNo,
  /** The award's public key: the DER of a `SubjectPublicKeyInfo` in URL-safe Base64 without padding. */
  key: string,
};

/** How many papers of blind ballots were given, for desks. */
export type PapersView = {
  /** Of which session's award. */
  session: SessionNo,
  /** How many. */
  papers: number,
  /** How many badges have two, by two histories that knew nothing of each other. */
  twice?: number,
};

/** The people's choice: one poll for each track that is judged. */
export type PeoplesChoice = {
  /** The groups whose badges vote; none of them means every badge. */
  groups: Groups,
  /** How much it counts of 100, the rest being the jury's; 0 makes it a prize of its own. */
  weight: number,
  /** The fewest ballots of a track for it to count there. */
  quorum: number,
  /** Ballots are blind: signed by keys that nobody joins to a badge, and published with the count. */
  blind?: boolean,
};

/** Where a session is in its life. */
export type Phase = "upcoming" | "open" | "ended";

/** Something that somebody wrote, as the crew names it: by it an author is found, whom nobody knows by any other name. */
export type Piece = { "is": "question",
  /** Which one. */
  question: QuestionNo,
} | { "is": "statement",
  /** In which session. */
  session: SessionNo,
  /** Which one. */
  statement: StatementNo,
} | { "is": "idea",
  /** On that session's board. */
  session: SessionNo,
  /** Which one. */
  idea: IdeaNo,
} | { "is": "remark",
  /** Of the exhibition of that session. */
  session: SessionNo,
  /** At which stand. */
  stand: StandNo,
  /** Which one. */
  remark: RemarkNo,
} | { "is": "speaker",
  /** In which session. */
  session: SessionNo,
  /** Which one. */
  speaker: SpeakerNo,
} | { "is": "words",
  /** Their number. */
  words: WordsNo,
};

/** A place on the leaderboard. */
export type Place = {
  /** From 1. Equals share one, and the next follows after all of them: 1, 2, 2, 4. */
  rank: number,
  /** The points of all quizzes that count. */
  points: number,
  /** How many of them were answered rightly. */
  right: number,
  /** A number from 0 that nobody else of the board has: pages make an alias of it where no name is shown. */
  alias: number,
};

/** A point of the list. */
export type Point = {
  /** How it stands. */
  state: Found,
  /** What to do about it. */
  next?: Advice,
} & ({ "key": "session",
  /** What runs there, else what is next. */
  session?: SessionNo,
} | { "key": "code",
  /** The code. */
  code: string,
} | { "key": "walls",
  /** How many are heard. */
  seen: number,
  /** Of those, how many could not draw what they were to show, or were heard before and are silent. */
  failed: number,
  /** They are emptied by hand. */
  hidden: boolean,
} | { "key": "moderators",
  /** How many are open. */
  here: number,
} | { "key": "links",
  /** Roles for which there is none. */
  missing: Array<Role>,
  /** Those that end before the hall's day does. */
  ending: Array<LinkNo>,
} | { "key": "cues",
  /** How many cues wait. */
  waiting: number,
  /** Those that would be refused as things stand. */
  wrong: Array<WrongCue>,
  /** Those that were missed. */
  missed: Array<CueNo>,
  /** It stands still. */
  held: boolean,
} | { "key": "rehearsal",
  /** When. */
  at?: Time,
  /** The name of the organiser's link. */
  by?: string,
} | { "key": "clock" });

/** A poll as it is prepared. */
export type PollDraft = {
  /** What is asked. */
  title: Title,
  /** What kind of answer it takes. */
  answer: PollKind,
  /** The options, for kinds that have them. */
  options: Array<Title>,
  /** What the steps of a scale are called: all of them, or the first and the last. */
  labels?: Array<Title>,
  /** How it is held. */
  settings: PollSettings,
};

/** What kind of answer a poll takes. */
export type PollKind = { "kind": "single" } | { "kind": "multiple",
  /** Fewest options of a ballot, at least 1. */
  min: number,
  /** Most options of a ballot. */
  max: number,
} | { "kind": "yes_no_abstain" } | { "kind": "rating",
  /** The best rating. */
  max: number,
} | { "kind": "ranking",
  /** How that is counted. */
  method?: RankingMethod,
} | { "kind": "points" } | { "kind": "likert",
  /** The last step of the scale. */
  steps: number,
} | { "kind": "cloud",
  /** Most entries of a person, 1 to 5. */
  words: number,
} | { "kind": "open" } | { "kind": "quiz",
  /** The place of the right option, from 0. */
  answer: number,
};

/** A poll of a session. */
export type PollNo = number;

/** Where a poll is in its life. */
export type PollPhaseView = "draft" | "open" | "closed";

/** How a poll is held. */
export type PollSettings = {
  /** A ballot may be changed until the poll closes. */
  changeable: boolean,
  /** Results stay hidden until somebody reveals them; else everyone sees them as they come. */
  hidden: boolean,
  /** Ballots are filed under pseudonyms whose key is destroyed at closing. */
  secret: boolean,
  /** How long a round is open when it is opened without a word on it, in milliseconds; none = until closed by hand. */
  time?: Millis,
  /** The groups whose badges vote, one ballot each; none = every device. Only for polls of options and stars. */
  voters?: Groups,
  /** Once a round is over it is told how each group of badges voted, as far as that tells of nobody. */
  by_group?: boolean,
  /** The earlier poll of the same session that asks the same: once this one is over it is told how opinions moved, as far as that tells of nobody. */
  after?: PollNo,
  /** Nobody is told what was counted before the award whose people's choice it is has told it: none but an award makes one. */
  sealed?: boolean,
  /** Its ballots are blind, and come from nobody: none but an award makes one. */
  blind?: boolean,
};

/** A poll. */
export type PollView = {
  /** Its number. */
  poll: PollNo,
  /** What its commands name. */
  version: number,
  /** Which session it belongs to. */
  session: SessionNo,
  /** What is asked. */
  title: Title,
  /** What kind of answer it takes. The right answer of a quiz is in `right`, not here. */
  answer: AnswerView,
  /** The options by their places. */
  options: Array<Title>,
  /** What the steps of a scale are called: all of them, or the first and the last. */
  labels?: Array<Title>,
  /** How it is held. */
  settings: PollSettings,
  /** Where it is in its life. */
  phase: PollPhaseView,
  /** When an open one closes. */
  until?: Time,
  /** How long the round was to be open when it opened, where that was said. */
  time?: Millis,
  /** The round, from 1; 0 of a draft. */
  round: number,
  /** Whether everyone sees the results. */
  revealed: boolean,
  /** The place of a quiz's right answer: once revealed, and to moderators. */
  right?: number,
  /** Whose badges may vote, where it is a poll for badges. */
  electors?: ElectorsView,
  /** The poll that asks the same again, where there is one: its ballots are joined with those of this one. */
  asked_again?: PollNo,
  /** The count, as far as this role may see it. */
  tally: TallyView,
};

/** What a wall is like, as whoever set it up told. */
export type Profile = {
  /** How large it is and how far it is looked at from; without them the last row is six times its height away. */
  measures?: Measures,
  /** The strip stands at the bottom, where nobody's head is before it. */
  strip_at_bottom?: boolean,
  /** It is laid over a live stream: a plate on a transparent ground. */
  overlay?: boolean,
};

/** A question on a stand's page, with what its team answered. */
export type PublicAnswer = {
  /** Its number. */
  i: RemarkNo,
  /** The question. */
  text: string,
  /** The direction of most of its letters. */
  dir: Direction,
  /** The answer. */
  answer: string,
  /** The direction of most of its letters. */
  answer_dir: Direction,
  /** When it was asked, to the minute: who stood there at that moment is told nobody. */
  at: Time,
};

/** What a QR code is asked for. Secrets come in a body, never in an address. */
export type QrWish = {
  /** At most 512 bytes. */
  text: string,
};

/** A question as it is shown. */
export type QuestionItem = {
  /** Its number. */
  q: QuestionNo,
  /** Its version: what commands about it name. */
  v: number,
  /** Its text as it is shown; empty once it was erased. */
  text: string,
  /** The direction of most of its letters. */
  dir: Direction,
  /** The name its author gave. */
  name?: string,
  /** When it was asked. */
  at: Time,
  /** How many people support it. */
  n: number,
  /** What became of it. */
  status: StatusView,
  /** Why it was dismissed: to its author and to moderators. */
  reason?: Reason,
  /** The question it was merged into: to its author and to moderators. */
  into?: QuestionNo,
  /** Its labels by their places. */
  labels?: Array<number>,
  /** The reply in writing. */
  reply?: string,
  /** How it came in, where a desk typed it or the organisers prepared it. */
  source?: Source,
  /** What entered it for somebody. */
  assisted?: Assistant,
  /** Its way to the stage: on it, or its place in the queue (0 is the head; to moderators and presenters). */
  stage?: StagePlace,
  /** How many questions were merged into it. */
  merged?: number,
  /** The shorter text for the wall: to moderators, presenters and screens. */
  wall?: string,
  /** What its author wrote, where a moderator corrected it: to moderators. */
  original?: string,
  /** The session it is on, where that is not the one asked about: to its author. */
  session?: SessionNo,
  /** The device that asked was blocked through this question: to moderators. */
  blocked?: boolean,
};

/** A question on a session's board. */
export type QuestionNo = number;

/** What such a ranking comes to. */
export type Ranked = {
  /** How many put each option first. */
  first: Array<number>,
  /** The place of each option, from 1: one more than how many stand before it, so that equals share one. None where nobody voted, and of a runoff before it is over. */
  places: Array<number>,
  /** The rounds of a runoff, in their order, once it is over. */
  rounds?: Array<RunoffRound>,
  /** By the method of Schulze, once it is over: how many put the option of the row before that of the column. */
  pairs?: Array<Array<number>>,
};

/** How a ranking is counted. */
export type RankingMethod = "borda" | "instant_runoff" | "schulze";

/** A reaction. */
export type Reaction = "clap" | "heart" | "idea" | "agree";

/** An idea as it was read. */
export type ReadIdea = {
  /** Which idea. */
  idea: IdeaNo,
  /** The version it was read at. */
  version: number,
};

/** A recommendation as it was read. */
export type ReadRecommendation = {
  /** Which one. */
  recommendation: RecommendationNo,
  /** The version it was read at. */
  version: number,
};

/** Why a question was dismissed. Keys 1 to 6 on the desk, in this order. */
export type Reason = "off_topic" | "answered_before" | "personal" | "unclear" | "promotion" | "other";

/** Rapporteurs, desks and attendees: the forum's recommendations. */
export type RecommendationCommand = { "act": "draft",
  /** Its heading. */
  title: Text,
  /** Its text; may be empty. */
  text: Text,
  /** What it rests on. */
  evidence: Array<Evidence>,
} | { "act": "edit",
  /** Which one. */
  recommendation: RecommendationNo,
  /** The version it was read at. */
  version: number,
  /** Its heading. */
  title: Text,
  /** Its text; may be empty. */
  text: Text,
  /** Its track or topic; may be empty. */
  label: Title,
} | { "act": "assign",
  /** Which one. */
  recommendation: RecommendationNo,
  /** The version it was read at. */
  version: number,
  /** The office; may be empty. */
  owner: Title,
  /** The day. */
  due: Day | null,
} | { "act": "cite",
  /** Which one. */
  recommendation: RecommendationNo,
  /** On what. */
  evidence: Evidence,
} | { "act": "set_evidence",
  /** Which one. */
  recommendation: RecommendationNo,
  /** The version it was read at. */
  version: number,
  /** All of it, in its order. */
  evidence: Array<Evidence>,
} | { "act": "merge",
  /** Which one. */
  recommendation: RecommendationNo,
  /** The version it was read at. */
  version: number,
  /** The one that stays. */
  into: RecommendationNo,
} | { "act": "unmerge",
  /** Which one. */
  recommendation: RecommendationNo,
  /** The version it was read at. */
  version: number,
} | { "act": "mark",
  /** Which one. */
  recommendation: RecommendationNo,
  /** One to five each. */
  marks: RecommendationMarks | null,
  /** The device's sequence number. */
  seq: Seq,
} | { "act": "arrange",
  /** The arrangement it was read at. */
  arrangement: number,
  /** Those that come first, in their order. */
  order: Array<RecommendationNo>,
} | { "act": "propose",
  /** Which one. */
  recommendation: RecommendationNo,
  /** The version it was read at. */
  version: number,
  /** Whether it is proposed. */
  on: boolean,
} | { "act": "open_vote",
  /** The number of the vote at hand; 0 before the first. */
  round: VoteNo,
  /** All that is proposed and not agreed yet, as it was read. */
  list: Array<RecommendationNo>,
  /** When something is agreed. */
  rule: VoteRule,
  /** For so many seconds; none or 0 is until it is closed by hand. */
  seconds?: number,
} | { "act": "time_vote",
  /** Which one. */
  round: VoteNo,
  /** So many. */
  seconds: number,
} | { "act": "close_vote",
  /** Which one. */
  round: VoteNo,
} | { "act": "vote",
  /** In which vote. */
  round: VoteNo,
  /** Of which one. */
  recommendation: RecommendationNo,
  /** What is said. */
  vote: RecommendationVote | null,
  /** The device's sequence number. */
  seq: Seq,
} | { "act": "publish",
  /** These. */
  list: Array<ReadRecommendation>,
  /** Organiser: also what the vote did not agree. */
  anyway?: boolean,
} | { "act": "unpublish",
  /** Which one. */
  recommendation: RecommendationNo,
  /** The version it was read at. */
  version: number,
  /** Why: everyone is told. */
  reason: Text,
} | { "act": "follow",
  /** Which one. */
  recommendation: RecommendationNo,
  /** The version it was read at. */
  version: number,
  /** How. */
  status: FollowUp,
  /** A word on it. */
  note: Text | null,
} | { "act": "withdraw",
  /** Which one. */
  recommendation: RecommendationNo,
  /** The version it was read at. */
  version: number,
} | { "act": "restore",
  /** Which one. */
  recommendation: RecommendationNo,
  /** The version it was read at. */
  version: number,
} | { "act": "erase",
  /** Which one. */
  recommendation: RecommendationNo,
};

/** A recommendation as it is shown. */
export type RecommendationItem = {
  /** Its number. */
  r: RecommendationNo,
  /** What commands about it name. */
  v: number,
  /** How far it is. */
  stage: RecommendationStage,
  /** Its heading; empty once it was erased, and of one that is published no more once somebody works on it again. */
  title: string,
  /** Its text; none of one that is published no more, but to rapporteurs. */
  text?: string,
  /** The direction of most letters of both. */
  dir: Direction,
  /** Its track or topic. */
  label?: Title,
  /** The office that it is for. */
  owner?: Title,
  /** By when. */
  due?: Day,
  /** How many things it rests on that count, and of how many of these the words were erased. */
  pieces: number,
  /** The latter. */
  erased?: number,
  /** They: not in the window of phones, which read a page for those of one. Of what everyone may not see any more rapporteurs alone are told, and only that it is so. */
  evidence?: Array<EvidenceView>,
  /** A number that is another one where what it rests on says something else, whatever is counted of it: in the window of phones. */
  e?: number,
  /** When its office or its day was set after it was put to the vote: the room saw others. */
  assigned?: Time,
  /** When an organiser put its words right after it was published. */
  corrected?: Time,
  /** What the vote that it was put to last came to, once that is closed. */
  outcome?: RecommendationOutcome,
  /** When it was published. */
  published?: Time,
  /** It was published though the vote did not agree. */
  anyway?: boolean,
  /** What was done of it, the latest last: the latest that fit; in the window of phones the last one alone. */
  steps?: Array<RecommendationStep>,
  /** Why it is published no more. */
  reason?: string,
  /** When it was drafted; to rapporteurs, as all that follows. */
  at?: Time,
  /** The one that it was merged into. */
  into?: RecommendationNo,
  /** Those that were merged into it. */
  absorbed?: Array<RecommendationNo>,
  /** The vote that it was put to as it stands. */
  put?: VoteNo,
  /** A vote on it is planned or was held, and did not agree with it as it stands. */
  unagreed?: boolean,
  /** What rapporteurs' marks come to. */
  marks?: RecommendationRanking,
};

/** What a recommendation would bring, and how well it can be done: one to five each. */
export type RecommendationMarks = {
  /** What it would bring. */
  impact: number,
  /** How well it can be done. */
  feasibility: number,
};

/** A recommendation. */
export type RecommendationNo = number;

/** What a vote came to. */
export type RecommendationOutcome = {
  /** In which vote. */
  round: VoteNo,
  /** How many are for it. */
  agree: number,
  /** How many are against it. */
  disagree: number,
  /** How many abstain. */
  abstain: number,
  /** Whether that is enough by the rule. */
  agreed: boolean,
};

/** What marks come to: their means from three on. */
export type RecommendationRanking = {
  /** Their mean for what it would bring, in hundredths. */
  impact?: number,
  /** Their mean for how well it can be done, in hundredths. */
  feasibility?: number,
  /** The product of both, in hundredths. */
  score?: number,
  /** How many gave marks. */
  n: number,
};

/** How far a recommendation is. */
export type RecommendationStage = "draft" | "proposed" | "published" | "unpublished" | "withdrawn" | "merged";

/** What was done of a recommendation. */
export type RecommendationStep = {
  /** How it stood then. */
  status: FollowUp,
  /** A word on it. */
  note?: string,
  /** When that was said. */
  at: Time,
};

/** What somebody can say of a recommendation. */
export type RecommendationVote = "agree" | "disagree" | "abstain";

/** What changed of them. */
export type RecommendationsDiff = {
  /** Their order, and the vote at hand, as they are now. */
  head: RecommendationsHead,
  /** Whole items, by `r`. */
  put?: Array<RecommendationItem>,
  /** Those that left the window. */
  gone?: Array<RecommendationNo>,
};

/** What is told beside the recommendations themselves. */
export type RecommendationsHead = {
  /** All of them in their order, also those beyond the window. */
  order: Array<RecommendationNo>,
  /** The vote at hand: the open one, otherwise the last. */
  vote?: RecommendationsVote,
  /** Those that were put first by hand; to rapporteurs. */
  by_hand?: Array<RecommendationNo>,
  /** What arranging names; to rapporteurs. */
  arrangement?: number,
};

/** The recommendations that everyone sees: what is put to the vote, what is published and what was; to rapporteurs all of them. A window on the first of `head.order`; the rest is read by pages. */
export type RecommendationsView = {
  /** Their order, and the vote at hand. */
  head: RecommendationsHead,
  /** Those in the window, in no order. */
  items: Array<RecommendationItem>,
};

/** A vote, without what was counted: that is told with each recommendation, once it is closed. */
export type RecommendationsVote = {
  /** Its number. */
  round: VoteNo,
  /** What is voted on. */
  list: Array<RecommendationNo>,
  /** When something is agreed. */
  rule: VoteRule,
  /** When it was opened. */
  opened: Time,
  /** When it closes by itself: nothing is taken then or later. */
  until?: Time,
  /** When it was closed. */
  closed?: Time,
  /** How many people said something; to phones once it is closed, as each vote would wake thousands of them. */
  voted?: number,
};

/** A question on a stand's page, with what its team answered. */
export type RecordAnswer = {
  /** Its number. */
  i: RemarkNo,
  /** The question. */
  text: string,
  /** The direction of most of its letters. */
  dir: Direction,
  /** The answer. */
  answer: string,
  /** The direction of most of its letters. */
  answer_dir: Direction,
};

/** A track of an award. */
export type RecordAwardTrack = {
  /** Its name. */
  title: Title,
  /** The places that were revealed, the first one first. */
  places: Array<RecordPlace>,
};

/** A chapter of a record. */
export type RecordChapter = { "chapter": "summary" } & RecordSummary | { "chapter": "recommendations",
  /** They. */
  list: Array<RecommendationItem>,
} | { "chapter": "day",
  /** When its first session began. */
  from: Time,
  /** The sessions. */
  sessions: Array<RecordSession>,
} | { "chapter": "participation",
  /** How long one is, in milliseconds. */
  length: number,
  /** They. */
  quarters: Array<RecordQuarter>,
};

/** A group of ideas. */
export type RecordGroup = {
  /** Its name; may be empty. */
  title: Title,
  /** The dots on it; none where they were not shown. */
  dots?: number,
  /** Its ideas, with the most dots first where they lay in no group. */
  ideas: Array<string>,
  /** How many more there are. */
  more?: number,
};

/** How the record is given: to organisers. */
export type RecordHead = {
  /** What `set_record` names; 0 before it was ever set. */
  version: number,
  /** Everyone may read it. */
  published: boolean,
  /** What stands before it; its lines are paragraphs. */
  intro: Title,
};

/** A nominee. */
export type RecordNominee = {
  /** Its name. */
  title: Title,
  /** Whose it is. */
  team?: Title,
  /** What the place goes by, in thousandths, out of 100,000. */
  total?: number,
  /** Votes, where the people's counted. */
  votes?: number,
};

/** What was counted for an option. */
export type RecordOption = {
  /** The option; empty for stars and for yes, no and abstain, which pages have words for. */
  title: Title,
  /** Votes, points, first choices, or people. */
  n: number,
  /** How many gave it any of a hundred points. */
  backers?: number,
};

/** What came of a session. */
export type RecordPart = { "part": "questions",
  /** The public account of them. */
  counts: Counts,
  /** Those with an answer, the most supported first. */
  answered: Array<RecordQuestion>,
  /** The most supported ones without. */
  open: Array<RecordQuestion>,
  /** How many more have an answer and are left out. */
  more?: number,
} | { "part": "poll" } & RecordPoll | { "part": "opinions",
  /** What they were about. */
  title: Title,
  /** The last picture of opinions. */
  picture: OpinionPicture,
  /** What the statements say that it names, those that were not erased. */
  texts: Array<RecordText>,
} | { "part": "ideas",
  /** What it asked. */
  title: Title,
  /** How many ideas were on it. */
  total: number,
  /** How many people gave dots. */
  voters: number,
  /** The groups, with most dots first; the last one, without a title, is of what lay in none. */
  groups: Array<RecordGroup>,
  /** What the tables came to. */
  tables: Array<RecordTable>,
} | { "part": "ratings",
  /** How many people did. */
  n: number,
  /** The mean in hundredths of a star, from five ratings on. */
  mean?: number,
  /** How many gave one to five stars, from five ratings on. */
  stars?: [number, number, number, number, number],
  /** What they wrote: to organisers. */
  comments?: Array<string>,
} | { "part": "exhibition",
  /** Its stands in their order. */
  stands: Array<RecordStand>,
} | { "part": "speaking",
  /** How many turns were done. */
  turns: number,
  /** By how many people. */
  speakers: number,
} | { "part": "award",
  /** The tracks of which something was. */
  tracks: Array<RecordAwardTrack>,
};

/** A place of an award. */
export type RecordPlace = {
  /** Which one; none is the people's own prize. */
  place: number | null,
  /** Who has it: several where equals share it. */
  nominees: Array<RecordNominee>,
};

/** A poll: its last round. */
export type RecordPoll = {
  /** Its number. */
  poll: PollNo,
  /** What it asked. */
  title: Title,
  /** What kind of answer it took. */
  answer: AnswerView,
  /** How many voted. */
  voters: number,
  /** For how many of them somebody else entered it. */
  assisted?: number,
  /** The devices that were here while it was open; of a poll for badges how many badges might vote when it closed. */
  here?: number,
  /** It was for badges. */
  badges?: boolean,
  /** Its ballots were secret. */
  secret?: boolean,
  /** It still takes ballots. */
  open?: boolean,
  /** The place of a quiz's right answer. */
  right?: number,
  /** What the steps of a grid are called. */
  labels?: Array<Title>,
  /** The statements of a grid and how many gave each step. */
  grid?: Array<RecordRow>,
  /** What a ranking came to that is not by Borda: `options` are its first choices. */
  ranked?: Ranked,
  /** What was counted, in the order of the options, of stars from one; none where it was not revealed. */
  options?: Array<RecordOption>,
  /** What each group of badges chose, in the order of the options. */
  groups?: GroupsView,
  /** How opinions moved since the earlier poll of the pair, in the order of the options. */
  shift?: ShiftView,
  /** The words of a cloud, most people first. */
  words?: Array<RecordWord>,
  /** Free texts. */
  texts?: Array<string>,
};

/** What was given in a quarter of an hour. Something that was changed is given again. */
export type RecordQuarter = {
  /** When it began. */
  from: Time,
  /** Questions. */
  questions?: number,
  /** Supports. */
  supports?: number,
  /** Ballots of polls. */
  ballots?: number,
  /** Ideas. */
  ideas?: number,
  /** Dots on ideas and on groups of them. One that is moved is given again. */
  dots?: number,
  /** Statements, and votes on them and on recommendations. */
  votes?: number,
  /** Visits of stands, their ratings, and questions and comments to them. */
  stands?: number,
  /** Requests for the microphone. */
  speakers?: number,
  /** Ratings of sessions. */
  ratings?: number,
  /** Their mean in hundredths of a star, where they are of five people or more. */
  mood?: number,
};

/** A question. */
export type RecordQuestion = {
  /** Its number. */
  q: QuestionNo,
  /** What it says. */
  text: string,
  /** The direction of most of its letters. */
  dir: Direction,
  /** How many people support it. */
  n: number,
  /** The name its author gave. */
  name?: string,
  /** The answer in writing. */
  reply?: string,
  /** How it came in, unless from a phone. */
  source?: Source,
};

/** A statement of a grid. */
export type RecordRow = {
  /** What it says. */
  title: Title,
  /** How many gave each step. */
  steps: Array<number>,
};

/** A session of a record. */
export type RecordSession = {
  /** Its number. */
  session: SessionNo,
  /** The name of its hall. */
  hall: Title,
  /** What kind. */
  kind: SessionKind,
  /** Its name. */
  title: Title,
  /** A line about it. */
  about?: Title,
  /** When it began, or was to. */
  starts: Time,
  /** When it ended, or was to. */
  ends: Time,
  /** Where it is in its life. */
  phase: Phase,
  /** What came of it. Pass over one that you don't know. */
  parts: Array<RecordPart>,
};

/** A stand of an exhibition. */
export type RecordStand = {
  /** Its number. */
  s: StandNo,
  /** Its name. */
  title: Title,
  /** Who carries it. */
  by?: Title,
  /** What it is of. */
  topic?: Title,
  /** What it shows. */
  about?: Title,
  /** So many visited it or more, where everyone was told: 10, 20, 50, 100 and so on. */
  n?: number,
  /** How many visited it: to organisers. */
  visits?: number,
  /** How many rated it: to organisers. */
  rated?: number,
  /** The mean of their stars in tenths, from five ratings on: to organisers. */
  mean?: number,
  /** How many comments its team got: to organisers. What they say is between who wrote them and the team. */
  comments?: number,
  /** The questions that its team published, the newest first. */
  questions: Array<RecordAnswer>,
  /** How many more there are. */
  more?: number,
};

/** A forum in figures. */
export type RecordSummary = {
  /** Days of the agenda. */
  days: number,
  /** Sessions that took place. */
  sessions: number,
  /** Devices that gave something, each once. */
  people: number,
  /** The public account of the questions of all sessions. */
  account: Counts,
  /** Supports of questions that stand. */
  supports: number,
  /** Ballots that count, round by round. */
  ballots: number,
  /** Ideas on boards. */
  ideas: number,
  /** What was said of statements and stands. */
  votes: number,
  /** Ratings of sessions. */
  ratings: number,
};

/** What a table came to. */
export type RecordTable = {
  /** The table's name. */
  table: Title,
  /** The heading. */
  title?: string,
  /** The text. */
  text?: string,
};

/** What a statement says. */
export type RecordText = {
  /** Its number. */
  s: StatementNo,
  /** Its text. */
  text: string,
  /** The direction of most of its letters. */
  dir: Direction,
};

/** A forum's record. */
export type RecordView = {
  /** The form of the document: 1. Fields, chapters and parts may be added within it. */
  form: number,
  /** The revision of the forum that it tells. */
  revision: bigint,
  /** The forum's name. */
  name: Title,
  /** Languages of its pages, the first one first. */
  languages: Array<string>,
  /** IANA name of its zone. */
  zone: string,
  /** It was a rehearsal. */
  rehearsal: boolean,
  /** How it looks, where that was ever set. */
  look?: LookView,
  /** What the organisers say before it; its lines are paragraphs. */
  intro: Title,
  /** It holds what organisers alone may read. */
  full?: boolean,
  /** Its chapters in their order. Pass over one that you don't know. */
  chapters: Array<RecordChapter>,
};

/** A word of a cloud. */
export type RecordWord = {
  /** Its most frequent spelling. */
  text: string,
  /** How many people sent it. */
  n: number,
};

/** Why a command was refused: by the forum's rules, or on its way to them. */
export type RefusalCode = Code | WayCode;

/** Who noted that a hall was rehearsed. */
export type RehearsedView = {
  /** When. */
  at: Time,
  /** The name of the organiser's link. */
  by: string,
};

/** A question or comment, as its author, the stand's team and desks see it. */
export type RemarkItem = {
  /** Its number. */
  i: RemarkNo,
  /** The stand's. */
  s: StandNo,
  /** Its version: what commands about it name. */
  v: number,
  /** Which of both it is. */
  kind: RemarkKind,
  /** What it says; empty once it was erased. */
  text: string,
  /** The direction of most of its letters. */
  dir: Direction,
  /** When it came in, to the minute. */
  at: Time,
  /** What became of it, unless it is with the team. */
  status?: RemarkState,
  /** Why it was dismissed. */
  reason?: Reason,
  /** What the team answered; empty once it was erased. */
  answer?: string,
  /** It is on the stand's page. */
  published?: boolean,
  /** Why a desk took it off that page. */
  held?: Reason,
  /** What the team did with a comment. */
  mark?: RemarkMark,
  /** The device that sent it was blocked through it: to desks. */
  blocked?: boolean,
};

/** What somebody left at a stand. */
export type RemarkKind = "question" | "comment";

/** What a team did with a comment. */
export type RemarkMark = "read" | "thanked";

/** A question or comment at a stand. */
export type RemarkNo = number;

/** What became of a question or comment. */
export type RemarkState = "waiting" | "open" | "dismissed" | "withdrawn";

/** What changed of them. */
export type RemarksDiff = {
  /** How many there are. */
  total: number,
  /** Whole items: new ones and changed ones. */
  put?: Array<RemarkItem>,
  /** Those that left the window. */
  gone?: Array<RemarkNo>,
};

/** A window on questions and comments: those with which something is to be done, and the newest. The rest is read page by page. */
export type RemarksView = {
  /** How many there are. */
  total: number,
  /** Those in the window, in no order. */
  items: Array<RemarkItem>,
};

/** What a refused request is answered with. */
export type RequestRefusal = {
  /** Why. */
  code: ApiCode,
  /** What to do about it, in English. */
  message: string,
  /** Of a forum file or a list of attendees that is refused, every mistake in it. */
  mistakes?: Array<Mistake>,
};

/** What a table came to. */
export type ResultView = {
  /** The table, by its place. */
  table: number,
  /** What `harvest` names. */
  v: number,
  /** Its heading. */
  title?: string,
  /** Its text. */
  text?: string,
  /** The ideas and groups that it rests on and that are on the board. */
  rests: Array<Spot>,
  /** The table is done. */
  done: boolean,
};

/** What changed of that. */
export type ResultsDiff = {
  /** Whole results: new ones and changed ones. */
  put?: Array<ResultView>,
  /** The tables of which there is none any more, or none that is shown. */
  gone?: Array<number>,
};

/** What the tables of a board came to. */
export type ResultsView = {
  /** One for each table that wrote something: to desks, and to everyone once it is shown. */
  items: Array<ResultView>,
};

/** The roles of a forum. */
export type Role = "participant" | "presenter" | "moderator" | "organiser" | "screen" | "juror" | "facilitator" | "team" | "rapporteur" | "usher" | "kiosk";

/** The rules that a forum's file sets, and its organiser. A missing one has the default written here. */
export type Rules = {
  /** Whether questions wait for a moderator before they are published. */
  moderation: Moderation,
  /** Whether people may put a name to a question, and which. */
  names: Names,
  /** Longest question, in graphemes. */
  question_length: number,
  /** Longest option of a poll, in graphemes. */
  option_length: number,
  /** Longest name, in graphemes. */
  name_length: number,
  /** Longest comment, reply or answer in free text, in graphemes. */
  comment_length: number,
  /** How many questions of one person may wait for a moderator. */
  waiting_per_person: number,
  /** Least time between two questions of one person, in milliseconds. */
  between_questions: Millis,
  /** How long before its start a session takes questions, in milliseconds. */
  early_questions: Millis,
  /** Days after the forum's last day until words are erased. */
  words_kept_days: number,
  /** Whether the presenter's tablet may call the next question. */
  presenter_calls_next: boolean,
  /** The most questions that one session holds. */
  questions_per_session: number,
  /** The most questions of one session that a person supports. All of them are in what the person is told as the own part, whole each time: 2,000 are 12 KB. */
  supports_per_person: number,
  /** Words and phrases that nothing publishes by itself: a question with one of them waits for a moderator also where others don't, and a cloud's word with one is shown when a moderator says so. Compared folded and never stemmed. */
  word_list: Array<string>,
};

/** The rules that are to be others. What is left out stays as it is. */
export type RulesWish = { moderation?: Moderation, names?: Names, question_length?: number, option_length?: number, name_length?: number, comment_length?: number, waiting_per_person?: number, between_questions?: Millis, early_questions?: Millis, words_kept_days?: number, presenter_calls_next?: boolean, questions_per_session?: number, supports_per_person?: number,
  /** Words that the list has no more. A whole list may be longer than a frame. */
  without_words?: Array<string>,
  /** Words that it has from now on. */
  with_words?: Array<string>,
};

/** A round of a runoff. */
export type RunoffRound = {
  /** How many ballots count for each option; none for one that is out. */
  n: Array<number | null>,
  /** How many ballots name no option any more that is left. */
  spent?: number,
  /** The option that goes out after it; none of the last round. */
  out?: number,
  /** How it was decided which of several with the fewest votes goes out. */
  tie?: RunoffTie,
};

/** What parts options with equally few votes. */
export type RunoffTie = "earlier" | "order";

/** What a wall shows. */
export type Scene = { "scene": "auto" } | { "scene": "join" } | { "scene": "agenda" } | { "scene": "spotlight" } | { "scene": "top" } | { "scene": "poll",
  /** Which one. */
  poll: PollNo,
} | { "scene": "leaders" } | { "scene": "award",
  /** Which one, by its place. */
  track: number,
} | { "scene": "opinions" } | { "scene": "ideas",
  /** What the tables came to. */
  results?: boolean,
} | { "scene": "exhibition" } | { "scene": "speaking" } | { "scene": "recommendations" } | { "scene": "ratings" } | { "scene": "feedback" } | { "scene": "break" } | { "scene": "announcement" } | { "scene": "ledger" } | { "scene": "wifi" } | { "scene": "quiet" } | { "scene": "test" } | { "scene": "blank" };

/** The code that a screen shows. */
export type ScreenCode = {
  /** Six digits. */
  code: string,
  /** For so many milliseconds; then it asks for another. */
  lasts_ms: number,
};

/** What only the screen knows, drawn by itself. */
export type ScreenSecret = {
  /** 22 to 64 characters of A-Z, a-z, 0-9, `-` and `_`. */
  secret: Secret,
};

/** What a screen was given. */
export type ScreenToken = {
  /** The token of its role link. */
  token: string,
};

/** What a hall's walls were asked to show. What `auto` comes to depends on the clock, so the client resolves it. */
export type ScreenView = {
  /** Which hall. */
  hall: HallNo,
  /** What its commands name. */
  version: number,
  /** What `auto` follows: the desk's latest act in this session. */
  cue?: CueView,
  /** A line over every scene. */
  announcement?: string,
  /** The walls are empty, whatever the scene. */
  hidden: boolean,
  /** What the hall's walls are like that are not as usual: each finds itself by its link. */
  profiles?: Array<WallProfile>,
  /** The network of the halls, where the forum's file names one. */
  wifi?: WifiView,
} & ({ "scene": "auto" } | { "scene": "join" } | { "scene": "agenda" } | { "scene": "spotlight" } | { "scene": "top" } | { "scene": "poll",
  /** Which one. */
  poll: PollNo,
} | { "scene": "leaders" } | { "scene": "award",
  /** Which one, by its place. */
  track: number,
} | { "scene": "opinions" } | { "scene": "ideas",
  /** What the tables came to. */
  results?: boolean,
} | { "scene": "exhibition" } | { "scene": "speaking" } | { "scene": "recommendations" } | { "scene": "ratings" } | { "scene": "feedback" } | { "scene": "break" } | { "scene": "announcement" } | { "scene": "ledger" } | { "scene": "wifi" } | { "scene": "quiet" } | { "scene": "test" } | { "scene": "blank" });

/** The secret of a role link as it came in: 22 to 64 characters of A-Z, a-z, 0-9, `-` and `_`; or its hash, where nobody here knows it. Never printed, never kept. */
export type Secret = string;

/** A client's sequence number: at least the milliseconds of its clock, and one more than its last. */
export type Seq = number;

/** A frame from the server, whose view and difference are of the type that its topic says. */
export type ServerFrame<V = NoView, D = NoView> = { "t": "welcome" } & Welcome | { "t": "state",
  /** Which one. */
  topic: Topic,
  /** The revision that last touched it. */
  rev: number,
  /** All of it. */
  view: V,
} | { "t": "change",
  /** Which one. */
  topic: Topic,
  /** The oldest revision that it can be applied to. */
  from: number,
  /** The revision that the topic is at then. */
  rev: number,
  /** The difference. */
  diff: D,
} | { "t": "mine",
  /** The revision it was made at. */
  rev: number,
  /** Own questions of this session, and those moved away from it. */
  questions: Array<QuestionItem>,
  /** Questions of this session that this person supports. */
  supports: Array<QuestionNo>,
  /** Own ballots of the rounds at hand. Those of secret polls are remembered by the device alone. */
  ballots: Array<OwnBallot>,
  /** The own rating of the session. */
  rating?: OwnRating,
  /** How this person stands on the leaderboard of the session's quizzes, or is to be named there. */
  player?: OwnPlayer,
  /** A juror's own marks in the session's award, and whom the juror does not judge. */
  sheets?: Array<OwnSheet>,
  /** Own statements of this session, at most 50. */
  statements?: Array<StatementItem>,
  /** What this person said of its statements. */
  said?: OwnVotes,
  /** What is this person's own on the session's idea board; a facilitator's table. */
  ideas?: OwnIdeas,
  /** The stands of the session's exhibition that this person visited, and what was asked and said there. */
  stands?: OwnStands,
  /** The own request for the microphone in the session. */
  speaking?: OwnSpeaking,
  /** What this person said in the vote at hand over the forum's recommendations. */
  recommendations?: OwnRecommendationVotes,
  /** A rapporteur's own marks of the recommendations. */
  marks?: Array<OwnRecommendationMarks>,
  /** The highest sequence number of this person's registers: the next one is above it. */
  seq: Seq,
  /** The device is blocked. */
  blocked?: boolean,
} | { "t": "done",
  /** Which one. */
  id: string,
  /** Every view at this revision or above holds it. */
  rev: number,
  /** The number of what it made. */
  no?: number,
} | { "t": "refused",
  /** Which one. */
  id: string,
  /** Why. */
  code: RefusalCode,
  /** The bound that was overstepped. */
  limit?: number,
  /** Send it again after so many milliseconds; none means that again would be refused again. */
  retry?: number,
} | { "t": "page",
  /** Which list. */
  topic: Topic,
  /** The revision it was read at. */
  rev: number,
  /** Questions in the order of their numbers. */
  items: Array<QuestionItem>,
  /** Ask again with this `after` for more; none means that this was the end. */
  next: QuestionNo | null,
} | { "t": "statements",
  /** The revision it was read at. */
  rev: number,
  /** Statements in the order of their numbers. */
  items: Array<StatementItem>,
  /** Ask again with this `after` for more; none means that this was the end. */
  next: StatementNo | null,
} | { "t": "ideas",
  /** The revision at which it was read. */
  rev: number,
  /** The ideas, in the order of their numbers. */
  items: Array<IdeaItem>,
  /** The `after` of the next page; none at the end. */
  next: IdeaNo | null,
} | { "t": "recommendations",
  /** Which of the two. */
  topic: Topic,
  /** The revision at which it was read. */
  rev: number,
  /** They, in the order of their numbers. */
  items: Array<RecommendationItem>,
  /** The `after` of the next page; none at the end. */
  next: RecommendationNo | null,
} | { "t": "suggested",
  /** The revision at which it was found out. */
  rev: number,
  /** Groups, and what may go into groups. */
  groups: Array<Suggestion>,
} | { "t": "remarks",
  /** The revision at which it was read. */
  rev: number,
  /** Questions and comments in the order of their numbers. */
  items: Array<RemarkItem>,
  /** The `after` of the next page; none at the end. */
  next: RemarkNo | null,
} | { "t": "stand",
  /** The revision at which it was read. */
  rev: number,
  /** Which one was asked for. */
  asked: StandAsked,
  /** It; none where there is none. */
  page: StandPage | null,
  /** The code is that of a stand, and its exhibition is not shown yet. */
  soon?: boolean,
  /** Too much was asked for: ask again in a moment. */
  again?: boolean,
} | { "t": "found",
  /** What was looked for. */
  text: string,
  /** The questions. */
  items: Array<QuestionItem>,
} | { "t": "pulse" } & ServerPulse | { "t": "pong" } | { "t": "bye" } & Bye;

/** What is worth seeing now. Each field replaces what was known; a missing one says nothing. */
export type ServerPulse = {
  /** Devices connected in this session in the last 60 s, from 10 up (to moderators from 0). */
  here?: number,
  /** Reactions since the last pulse. */
  reactions?: Partial<Record<Reaction, number>>,
  /** The desks at work in this hall and what each has in hand: to moderators. */
  desks?: Array<DeskPulse>,
  /** The walls of this hall: to moderators. */
  walls?: Array<WallPulse>,
  /** What came to this session of late: to moderators. */
  arrivals?: ArrivalsPulse,
};

/** A session in the agenda. */
export type SessionEntry = {
  /** Its number. */
  session: SessionNo,
  /** What `plan_session` and `drop_session` name. */
  edition: number,
  /** Where. */
  hall: HallNo,
  /** What kind. */
  kind: SessionKind,
  /** Its name. */
  title: Title,
  /** A line about it. */
  about: Title,
  /** Start, shifts included. */
  starts: Time,
  /** End, shifts included. */
  ends: Time,
  /** Where it is in its life. */
  phase: Phase,
  /** When it opened, as it happened; of one that was set going again, the last time. */
  opened?: Time,
  /** When it ended, as it happened; none where it never opened. */
  ended?: Time,
};

/** What kind of item of the agenda a session is. */
export type SessionKind = "panel" | "talk" | "workshop" | "exhibition" | "award" | "break";

/** An item of the agenda. */
export type SessionNo = number;

/** What the agenda says of a session. */
export type SessionPlan = {
  /** Where. */
  hall: HallNo,
  /** What kind. */
  kind: SessionKind,
  /** Its name. */
  title: Title,
  /** A line about it; may be empty. */
  about: Title,
  /** Planned start. */
  starts: Time,
  /** Planned end. */
  ends: Time,
};

/** How a session works at the moment. */
export type SessionView = {
  /** Its number. */
  session: SessionNo,
  /** Where. */
  hall: HallNo,
  /** What its commands name. */
  version: number,
  /** Where it is in its life. */
  phase: Phase,
  /** Questions open or closed by hand; none follows the agenda: open from `early` before the start to the end. */
  asking: boolean | null,
  /** See `asking`. */
  early: Millis,
  /** When questions are read. */
  moderation: Moderation,
  /** Labels by their places. */
  labels: Array<Title>,
  /** All input is stopped. */
  paused: boolean,
  /** What the desk says meanwhile. */
  pause_message?: string,
  /** Feedback open or closed by hand; none follows the agenda: open from the middle of the session on. */
  feedback: boolean | null,
  /** A line over everything in this hall. */
  announcement?: string,
  /** A line of the desk to the stage: presenters and moderators only. */
  note?: string,
  /** Its polls in their order; drafts for moderators only. */
  polls: Array<PollNo>,
  /** Whether names may be given. */
  names: Names,
  /** Longest question in graphemes. */
  question_length: number,
  /** Longest name in graphemes. */
  name_length: number,
  /** Longest comment, reply or free answer in graphemes. */
  comment_length: number,
  /** Whether the presenter may call the next question. */
  presenter_calls_next: boolean,
};

/** How opinions moved since an earlier poll asked the same. */
export type ShiftView = {
  /** The earlier poll. */
  poll: PollNo,
  /** Which round of it. */
  round: number,
  /** How many chose what then, by option or star. */
  before: Array<number>,
  /** How many answered then. */
  v: number,
  /** How many chose what when this round closed. */
  now: Array<number>,
  /** How many answered both; left out, as `moved`, where nothing of that can be told. */
  both?: number,
  /** How many chose what then, by row, and what now, by column; the last row did not answer then, the last column not now. Null where it is not told: fewer than five, or hidden so that none of those follows. */
  moved?: Array<Array<number | null>>,
};

/** Moderators and organisers: the run of show of a hall. */
export type ShowCommand = { "act": "add",
  /** In which hall. */
  hall: HallNo,
  /** What it is. */
  cue: CuePlan,
} | { "act": "change",
  /** In which hall. */
  hall: HallNo,
  /** Which cue. */
  cue: CueNo,
  /** The version it was read at. */
  version: number,
  /** The whole new plan. */
  plan: CuePlan,
} | { "act": "drop",
  /** In which hall. */
  hall: HallNo,
  /** Which cue. */
  cue: CueNo,
  /** The version it was read at. */
  version: number,
} | { "act": "now",
  /** In which hall. */
  hall: HallNo,
  /** Which cue. */
  cue: CueNo,
  /** The version it was read at. */
  version: number,
} | { "act": "skip",
  /** In which hall. */
  hall: HallNo,
  /** Which cue. */
  cue: CueNo,
  /** The version it was read at. */
  version: number,
} | { "act": "confirm",
  /** In which hall. */
  hall: HallNo,
  /** Which cue. */
  cue: CueNo,
  /** The version it was read at. */
  version: number,
} | { "act": "hold",
  /** In which hall. */
  hall: HallNo,
} | { "act": "go_on",
  /** In which hall. */
  hall: HallNo,
  /** The version it was read at. */
  version: number,
  /** All cues that wait are moved by as long as it stood still; else those whose moment passed meanwhile are missed. */
  later: boolean,
} | { "act": "shift",
  /** In which hall. */
  hall: HallNo,
  /** The version it was read at. */
  version: number,
  /** By how many minutes, -120 to 120. */
  minutes: number,
  /** That one and those after it; none is all. */
  from?: CueNo,
  /** The hall's version, as `delay` names it, where the rest of the agenda is delayed with them. */
  agenda?: number,
} | { "act": "rehearsed",
  /** Which hall. */
  hall: HallNo,
  /** The version it was read at; 0 where there is no run yet. */
  version: number,
  /** Whether it was. */
  on: boolean,
};

/** What changed of a run. */
export type ShowDiff = {
  /** How it stands, whole. */
  head: ShowHead,
  /** Whole cues: new ones and changed ones. */
  put?: Array<CueItem>,
  /** Those that are there no more. */
  gone?: Array<CueNo>,
};

/** How a run stands. */
export type ShowHead = {
  /** Of which hall. */
  hall: HallNo,
  /** What `go_on`, `shift` and `rehearsed` name. */
  version: number,
  /** It stands still since then. */
  held?: Time,
  /** The next cue that waits. */
  next?: CueNo,
  /** That the hall was rehearsed. */
  rehearsed?: RehearsedView,
};

/** A hall's run of show. */
export type ShowView = {
  /** The cues in the order of their moments, those that have none last. */
  items: Array<CueItem>,
  /** Of which hall. */
  hall: HallNo,
  /** What `go_on`, `shift` and `rehearsed` name. */
  version: number,
  /** It stands still since then. */
  held?: Time,
  /** The next cue that waits. */
  next?: CueNo,
  /** That the hall was rehearsed. */
  rehearsed?: RehearsedView,
};

/** A nominee that was revealed. Points are thousandths, out of 100,000. */
export type ShownNominee = {
  /** Which one, by its place. */
  nominee: number,
  /** What the place goes by. None of one that is honoured, and of the people's own prize. */
  total?: number,
  /** The jury's points. */
  jury?: number,
  /** Votes, where the people's count. */
  votes?: number,
  /** The last rule that parted it from any with as many points. */
  tie?: Tie,
};

/** A step that was revealed. */
export type ShownStep = {
  /** The place; none is the people's own prize. */
  place: number | null,
  /** Who has it: several where equals share it. */
  nominees: Array<ShownNominee>,
};

/** The width and the height of a wall's picture in its own pixels. */
export type Size = [number, number];

/** A slip, for whoever prints it. */
export type SlipEntry = {
  /** Whose. */
  badge: BadgeNo,
  /** The organiser's number for the badge. */
  label?: string,
  /** Whose it is. */
  name?: string,
  /** The badge's group, by its place. */
  group?: number,
  /** Its code. */
  code: BadgeCode,
  /** By which printing. */
  printing: number,
};

/** What a slip is good for. */
export type SlipHeld = {
  /** In which session. */
  session: SessionNo,
  /** In which poll. */
  poll: PollNo,
  /** In which of its rounds. */
  round: number,
};

/** The slips of a poll. */
export type Slips = {
  /** The groups of badges, by their places. */
  groups: Array<BadgeGroup>,
  /** For which poll. */
  poll: PollNo,
  /** For which of its rounds; 0 where there are none. */
  round: number,
  /** Those that are good. */
  slips: Array<SlipEntry>,
};

/** Slips that were printed together. */
export type SlipsView = {
  /** Which printing, from 1. */
  printing: number,
  /** For which poll. */
  poll: PollNo,
  /** For which of its rounds. */
  round: number,
  /** How many. */
  made: number,
};

/** How a question came in. */
export type Source = "phone" | "floor" | "seed" | "usher" | "kiosk";

/** How a ticket comes to be over. */
export type SpeakerEnd = "done" | "absent";

/** A ticket, to desks and to its owner. */
export type SpeakerItem = {
  /** Its number. */
  n: SpeakerNo,
  /** What became of it. */
  status: SpeakerStatus,
  /** When it came to that. */
  at: Time,
  /** What the person chose to be called. */
  name?: string,
  /** What it is about. */
  topic?: string,
  /** Where the topic's lines begin. */
  dir?: Direction,
  /** Nobody but desks and its owner sees name and topic. */
  held?: boolean,
  /** It is a desk that decided so. */
  off?: boolean,
  /** How many turns the person had had when it came in. */
  spoke?: number,
  /** The device that asked was blocked through it: to desks. */
  blocked?: boolean,
};

/** Somebody who speaks, or is among the next. */
export type SpeakerName = {
  /** The ticket. */
  n: SpeakerNo,
  /** What the person chose to be called, unless it is held. */
  name?: string,
  /** What it is about, unless it is held: to presenters. */
  topic?: string,
  /** Where the topic's lines begin. */
  dir?: Direction,
};

/** A ticket of a speaking queue. */
export type SpeakerNo = number;

/** What became of a ticket. */
export type SpeakerStatus = "waiting" | "speaking" | "done" | "absent" | "dismissed" | "cleared";

/** A session's speaking queue, as desks see it: who speaks, those who wait in order, then the latest that are over, and whatever else a device was blocked through. */
export type SpeakersView = {
  /** Of which session. */
  session: SessionNo,
  /** What commands about its plan name. */
  version: number,
  /** How it is held. */
  plan: SpeakingPlan,
  /** What commands about those in it name. */
  arrangement: number,
  /** How many wait. */
  waiting: number,
  /** How many turns are done. */
  spoken: number,
  /** The tickets. Where the texts are too many they are left out of the last ones. */
  items: Array<SpeakerItem>,
};

/** Attendees and desks: the speaking queue of a session. */
export type SpeakingCommand = { "act": "ask",
  /** In which session. */
  session: SessionNo,
  /** What it is about. */
  topic?: Text,
  /** What to be called. */
  name?: Text,
  /** The device's sequence number. */
  seq: Seq,
  /** The code of the asker's badge, where names are by badge. */
  badge?: BadgeCode,
} | { "act": "withdraw",
  /** In which session. */
  session: SessionNo,
  /** The device's sequence number. */
  seq: Seq,
} | { "act": "set",
  /** Of which session. */
  session: SessionNo,
  /** The version it was read at; 0 where there is none yet. */
  version: number,
  /** The whole plan. */
  plan: SpeakingPlan,
} | { "act": "call",
  /** In which session. */
  session: SessionNo,
  /** The arrangement it was read at. */
  arrangement: number,
  /** Whom: who waits, or is over and has asked for no other turn since. */
  speaker: SpeakerNo,
} | { "act": "end",
  /** In which session. */
  session: SessionNo,
  /** The arrangement it was read at. */
  arrangement: number,
  /** Whose: who speaks; also who waits, where nobody came. */
  speaker: SpeakerNo,
  /** Which of both. */
  how: SpeakerEnd,
} | { "act": "move",
  /** In which session. */
  session: SessionNo,
  /** The arrangement it was read at. */
  arrangement: number,
  /** Whom. */
  speaker: SpeakerNo,
  /** At which place, from 0. */
  at: number,
} | { "act": "dismiss",
  /** In which session. */
  session: SessionNo,
  /** The arrangement it was read at. */
  arrangement: number,
  /** Whom. */
  speaker: SpeakerNo,
} | { "act": "clear",
  /** In which session. */
  session: SessionNo,
  /** The arrangement it was read at. */
  arrangement: number,
  /** Each of them is off for the rest of the session. */
  dismiss?: boolean,
} | { "act": "block",
  /** In which session. */
  session: SessionNo,
  /** Whose. */
  speaker: SpeakerNo,
  /** Whether it is blocked through this request. */
  on: boolean,
} | { "act": "rule",
  /** In which session. */
  session: SessionNo,
  /** Whose. */
  speaker: SpeakerNo,
  /** Whether they are shown. */
  show: boolean,
};

/** How a queue is held. */
export type SpeakingPlan = {
  /** Whether requests are taken. */
  open: boolean,
  /** Whether walls show who speaks and who is next. */
  walls?: boolean,
};

/** A session's speaking queue, as everyone in the hall sees it. */
export type SpeakingView = {
  /** Of which session. */
  session: SessionNo,
  /** It takes requests. */
  open: boolean,
  /** Walls show it. */
  walls?: boolean,
  /** Who has the microphone. */
  now?: SpeakerName,
  /** The first ones of those who wait, in order. */
  next?: Array<SpeakerName>,
  /** How many wait: up to five exactly, from there on rounded up to tens. */
  waiting?: number,
};

/** Where dots lie, and what a table's result rests on. */
export type Spot = { "idea": IdeaNo } | { "cluster": ClusterNo };

/** How far an award is. */
export type Stage = "preparing" | "scoring" | "sealed" | "opened";

/** Where a question is on its way to the stage. */
export type StagePlace = "on" | { "queued": number };

/** What is on stage. */
export type StageView = {
  /** What `next` names. */
  version: number,
  /** The question in the spotlight. */
  on: QuestionItem | null,
  /** What comes next: two to presenters, the whole queue to moderators, none to the others. */
  next?: Array<QuestionItem>,
};

/** Which stand. */
export type StandAsked = { "stand": StandNo } | { "key": StandKey };

/** Organisers, desks, teams of stands and attendees: a session's exhibition. */
export type StandCommand = { "act": "set",
  /** Of which session. */
  session: SessionNo,
  /** The version it was read at; 0 where there is none yet. */
  version: number,
  /** The whole plan. */
  plan: ExhibitionPlan,
} | { "act": "add",
  /** In which session's exhibition. */
  session: SessionNo,
  /** What it is. */
  plan: StandPlan,
} | { "act": "change",
  /** Of which session. */
  session: SessionNo,
  /** Which stand. */
  stand: StandNo,
  /** The version it was read at. */
  version: number,
  /** The whole new plan. */
  plan: StandPlan,
} | { "act": "order",
  /** Of which session. */
  session: SessionNo,
  /** The arrangement that was read. */
  arrangement: number,
  /** All of them, each once. */
  stands: Array<StandNo>,
} | { "act": "drop",
  /** Of which session. */
  session: SessionNo,
  /** Which stand. */
  stand: StandNo,
  /** The version it was read at. */
  version: number,
} | { "act": "rekey",
  /** Of which session. */
  session: SessionNo,
  /** Which stand. */
  stand: StandNo,
  /** The version it was read at. */
  version: number,
} | { "act": "close",
  /** Of which session. */
  session: SessionNo,
  /** Which stand. */
  stand: StandNo,
  /** The version it was read at. */
  version: number,
  /** Whether it is closed. */
  on: boolean,
} | { "act": "visit",
  /** What its QR code says. */
  key: StandKey,
} | { "act": "rate",
  /** Of which session. */
  session: SessionNo,
  /** Which stand. */
  stand: StandNo,
  /** One to five. */
  stars: number,
  /** The device's sequence number. */
  seq: Seq,
} | { "act": "ask",
  /** Of which session. */
  session: SessionNo,
  /** Which stand. */
  stand: StandNo,
  /** The question. */
  text: Text,
} | { "act": "comment",
  /** Of which session. */
  session: SessionNo,
  /** Which stand. */
  stand: StandNo,
  /** The comment. */
  text: Text,
} | { "act": "take_back",
  /** Of which session. */
  session: SessionNo,
  /** At which stand. */
  stand: StandNo,
  /** Which one. */
  remark: RemarkNo,
  /** The version it was read at. */
  version: number,
} | { "act": "answer",
  /** Of which session. */
  session: SessionNo,
  /** At which stand. */
  stand: StandNo,
  /** Which question. */
  remark: RemarkNo,
  /** The version it was read at. */
  version: number,
  /** The whole answer. */
  text: Text,
} | { "act": "publish",
  /** Of which session. */
  session: SessionNo,
  /** At which stand. */
  stand: StandNo,
  /** Which question. */
  remark: RemarkNo,
  /** The version it was read at. */
  version: number,
  /** Whether everyone reads it. */
  on: boolean,
} | { "act": "mark",
  /** Of which session. */
  session: SessionNo,
  /** At which stand. */
  stand: StandNo,
  /** Which comment. */
  remark: RemarkNo,
  /** The version it was read at. */
  version: number,
  /** How. */
  mark: RemarkMark,
} | { "act": "approve",
  /** Of which session. */
  session: SessionNo,
  /** At which stand. */
  stand: StandNo,
  /** Which one. */
  remark: RemarkNo,
  /** The version it was read at. */
  version: number,
} | { "act": "dismiss",
  /** Of which session. */
  session: SessionNo,
  /** At which stand. */
  stand: StandNo,
  /** Which one. */
  remark: RemarkNo,
  /** The version it was read at. */
  version: number,
  /** Why. */
  reason: Reason,
} | { "act": "hold",
  /** Of which session. */
  session: SessionNo,
  /** At which stand. */
  stand: StandNo,
  /** Which question. */
  remark: RemarkNo,
  /** The version it was read at. */
  version: number,
  /** Why. */
  reason: Reason,
} | { "act": "restore",
  /** Of which session. */
  session: SessionNo,
  /** At which stand. */
  stand: StandNo,
  /** Which one. */
  remark: RemarkNo,
  /** The version it was read at. */
  version: number,
} | { "act": "block",
  /** Of which session. */
  session: SessionNo,
  /** At which stand. */
  stand: StandNo,
  /** Which one. */
  remark: RemarkNo,
  /** Whether it is blocked through this one. */
  on: boolean,
} | { "act": "erase",
  /** Of which session. */
  session: SessionNo,
  /** At which stand. */
  stand: StandNo,
  /** Which one. */
  remark: RemarkNo,
};

/** A stand in the list. */
export type StandItem = {
  /** Its number. */
  s: StandNo,
  /** Its version: what commands about it name. */
  v: number,
  /** Its name. */
  title: Title,
  /** Who carries it. */
  by?: Title,
  /** What it is of. */
  topic?: Title,
  /** Where it stands. */
  place?: StandPlace,
  /** It takes nothing. */
  closed?: boolean,
  /** The edition of what its page tells beside its plan: where that is another one the page is read again. */
  e: number,
  /** How many questions its page tells. */
  q: number,
  /** So many visited it or more: 10, 20, 50, 100 and so on; to whom the plan says. */
  n?: number,
};

/** A key as it was said: whether any stand has it is asked of the state. Never printed in a log. */
export type StandKey = string;

/** A stand of an exhibition. */
export type StandNo = number;

/** The page of a stand. */
export type StandPage = {
  /** Of which session's exhibition. */
  session: SessionNo,
  /** Its number. */
  s: StandNo,
  /** Its version. */
  v: number,
  /** Its edition. */
  e: number,
  /** What it shows. */
  about: Title,
  /** The questions that its team published, the newest first, at most 60 KB. */
  items: Array<PublicAnswer>,
};

/** A place on the floor plan. */
export type StandPlace = {
  /** From the side where reading begins, from 0 on. */
  column: number,
  /** From the far side, from 0 on. */
  row: number,
};

/** What a stand is. */
export type StandPlan = {
  /** Its name. */
  title: Title,
  /** Who carries it; may be empty. */
  by: Title,
  /** What it shows; may be empty. */
  about: Title,
  /** What it is of: stands of one topic belong together. May be empty. */
  topic: Title,
  /** Where it stands. */
  place?: StandPlace,
};

/** What the QR code of a stand says. */
export type StandSheet = {
  /** The session of its exhibition. */
  session: SessionNo,
  /** Its number. */
  stand: StandNo,
  /** Its key; none where it was erased. */
  key?: StandKey,
  /** The address that its QR code is of. */
  url?: string,
};

/** The QR codes of all stands. */
export type StandSheets = {
  /** Exhibition by exhibition, in the stands' order. */
  stands: Array<StandSheet>,
};

/** What changed of the stands. */
export type StandsDiff = {
  /** How it is held, whole. */
  head: StandsHead,
  /** Whole stands: new ones and changed ones. */
  put?: Array<StandItem>,
  /** Those that are there no more. */
  gone?: Array<StandNo>,
};

/** How an exhibition is held. */
export type StandsHead = {
  /** Of which session. */
  session: SessionNo,
  /** What `set` names. */
  version: number,
  /** How it is held. */
  plan: ExhibitionPlan,
  /** What `order` names. */
  arrangement: number,
  /** The stands in their order. */
  order: Array<StandNo>,
};

/** The stands of an exhibition. */
export type StandsView = {
  /** The stands, in no order. */
  items: Array<StandItem>,
  /** Of which session. */
  session: SessionNo,
  /** What `set` names. */
  version: number,
  /** How it is held. */
  plan: ExhibitionPlan,
  /** What `order` names. */
  arrangement: number,
  /** The stands in their order. */
  order: Array<StandNo>,
};

/** Everyone: the statements of a session. */
export type StatementCommand = { "act": "plan",
  /** Of which session. */
  session: SessionNo,
  /** The version it was read at; 0 where there is none yet. */
  version: number,
  /** The whole plan. */
  plan: StatementPlan,
} | { "act": "open",
  /** Of which session. */
  session: SessionNo,
  /** The version it was read at. */
  version: number,
} | { "act": "close",
  /** Of which session. */
  session: SessionNo,
  /** The version it was read at. */
  version: number,
} | { "act": "seed",
  /** In which session. */
  session: SessionNo,
  /** The statement. */
  text: Text,
} | { "act": "submit",
  /** In which session. */
  session: SessionNo,
  /** The statement. */
  text: Text,
} | { "act": "withdraw",
  /** In which session. */
  session: SessionNo,
  /** Which statement. */
  statement: StatementNo,
  /** The version it was read at. */
  version: number,
} | { "act": "approve",
  /** In which session. */
  session: SessionNo,
  /** Which statement. */
  statement: StatementNo,
  /** The version it was read at. */
  version: number,
} | { "act": "dismiss",
  /** In which session. */
  session: SessionNo,
  /** Which statement. */
  statement: StatementNo,
  /** The version it was read at. */
  version: number,
  /** Why. */
  reason: Reason,
} | { "act": "vote",
  /** In which session. */
  session: SessionNo,
  /** Of which statement. */
  statement: StatementNo,
  /** What is said. */
  vote: StatementVote | null,
  /** The device's sequence number. */
  seq: Seq,
} | { "act": "erase",
  /** In which session. */
  session: SessionNo,
  /** Which statement. */
  statement: StatementNo,
};

/** A statement. */
export type StatementItem = {
  /** Its number. */
  s: StatementNo,
  /** Its version: what commands about it name. */
  v: number,
  /** What it says, empty once it was erased. */
  text: string,
  /** Where its lines begin. */
  dir: Direction,
  /** What became of it. */
  status: StatementStatus,
  /** The organisers wrote it. */
  seed?: boolean,
  /** How often it was voted on, in steps from 0, which is below 5: offer those with the lowest first. It never falls. */
  step: number,
  /** When it came in: to desks and its author. */
  at?: Time,
  /** Why it was dismissed: to desks and its author. */
  reason?: Reason,
};

/** A statement of a session. */
export type StatementNo = number;

/** How a conversation is held. */
export type StatementPlan = {
  /** What it is about. */
  title: Title,
  /** Whether attendees may write statements. */
  submit: boolean,
  /** Whether what they write waits until a desk has read it. */
  moderated: boolean,
  /** Whether phones are shown the picture of opinions. */
  shown: boolean,
};

/** What was said of a statement: how many agree, disagree and pass. What those of few said, or who is in no group, is in none of it. */
export type StatementShares = {
  /** Which. */
  s: StatementNo,
  /** By all groups that are not few. */
  all: [number, number, number],
  /** By each group, in their order; null of one that is few. */
  groups: Array<[number, number, number] | null>,
};

/** What became of a statement. */
export type StatementStatus = "waiting" | "published" | "dismissed" | "withdrawn";

/** What somebody can say of a statement. */
export type StatementVote = "agree" | "disagree" | "pass";

/** What changed of them: the head as it is now, items that are new or other ones, and those that left the window. */
export type StatementsDiff = {
  /** How they are held. */
  head: StatementsHead,
  /** Whole items, by `s`. */
  put?: Array<StatementItem>,
  /** The numbers of those that left the window. */
  gone?: Array<StatementNo>,
};

/** How a session's statements are held, and the public account of them. */
export type StatementsHead = {
  /** Of which session. */
  session: SessionNo,
  /** What commands about all of it name. */
  version: number,
  /** How far it is. */
  stage: StatementsStage,
  /** How it is held. */
  plan: StatementPlan,
  /** Those that attendees wrote: the sum of what became of them. */
  received: number,
  /** Those that wait for a desk. */
  waiting: number,
  /** Those that are published, without the organisers' own. */
  published: number,
  /** Those that their authors took back. */
  withdrawn: number,
  /** Those that were dismissed, by reason, in the order of the desk's. */
  dismissed: [number, number, number, number, number, number],
  /** The organisers' own that are published. */
  seeds: number,
};

/** How far a conversation is. */
export type StatementsStage = "preparing" | "open" | "closed";

/** A session's statements. The window holds those in front, of at most 28 KB: to attendees, walls and presenters the published ones that were voted on least; to desks those that wait, the oldest first, then the newest. All the others are read by pages. */
export type StatementsView = {
  /** How they are held. */
  head: StatementsHead,
  /** Those in front, in no order. */
  items: Array<StatementItem>,
};

/** What became of a question. */
export type StatusView = "pending" | "listed" | "answered" | "merged" | "dismissed" | "withdrawn";

/** Ideas that may belong together. */
export type Suggestion = {
  /** The ideas, which are in no group. */
  ideas: Array<IdeaNo>,
  /** The group into which they may go; none where they may be a new one. */
  cluster?: ClusterNo,
};

/** The count of a poll's round. Also what a `change` of a poll carries: nothing else changes with a ballot. */
export type TallyView = {
  /** How many voted: the turnout's upper part, seen by everyone. */
  v: number,
  /** For how many of them somebody else entered it, told once it is over. In a secret one nobody counts that. */
  assisted?: number,
  /** For how many of those an usher did. */
  ushers?: number,
  /** For how many of those it was entered at a kiosk. */
  kiosks?: number,
  /** Votes, points or people by option or star, where results are seen. */
  n?: Array<number>,
  /** How many gave each option any points, where results are seen. */
  backers?: Array<number>,
  /** People by statement and step of a grid, where results are seen. */
  steps?: Array<Array<number>>,
  /** What a ranking that is not by Borda comes to, where results are seen. */
  ranked?: Ranked,
  /** What each group of badges chose, in a poll that tells it, once it is closed and results are seen. */
  groups?: GroupsView,
  /** How opinions moved since the earlier poll of the pair, once this one is closed and the results of both are seen. */
  shift?: ShiftView,
  /** The words of a cloud, most people first, at most 60, where results are seen. */
  words?: Array<CloudItem>,
  /** The latest free texts, newest first, at most 50, where results are seen. */
  texts?: Array<string>,
  /** The devices that were here while it was open, each once: the turnout's lower part, once it is closed. */
  here?: number,
};

/** A forum to begin with. */
export type Template = "one_panel" | "one_day" | "two_days";

/** A text as it is stored: normalised once when it came in (see `stored`), of any length. Whether it is too long or empty is for `decide`, which knows the forum's limits. */
export type Text = string;

/** What decides between equals. */
export type Tie = "criterion" | "people" | "firsts" | "lot";

/** A moment: milliseconds since 1970-01-01 UTC. */
export type Time = number;

/** What happened in a forum, for whoever looks back. */
export type TimelineView = {
  /** Its epoch. */
  epoch: number,
  /** Its last revision. */
  revision: bigint,
  /** IANA name of its zone. */
  zone: string,
  /** Its halls. */
  halls: Array<HallName>,
  /** Its moments, in the order in which they came. */
  marks: Array<MarkView>,
  /** There were more than are told: these are the first. */
  more?: boolean,
};

/** A text of the organiser in Arabic and English. One of them may be missing; the other then stands for both, and for every further language that pages speak. */
export type Title = {
  /** Arabic. */
  ar?: string,
  /** English. */
  en?: string,
};

/** Who is told how many visit the stands of an exhibition. Its desks always are, and each team of its own stand. */
export type ToldOfInterest = "desk" | "walls" | "everyone";

/** A topic's number. Polls begin at `Topic::POLLS`: poll 7 is topic 107. */
export type Topic = number;

/** What somebody can be nominated for. */
export type Track = {
  /** Its name. */
  title: Title,
  /** Whether it is judged. */
  kind: TrackKind,
  /** The nominees, known by their places. */
  nominees: Array<Nominee>,
};

/** How a track is decided. */
export type TrackKind = "scored" | "honorary";

/** What was counted of a track. */
export type TrackResult = {
  /** Whether every nominee had marks of enough jurors. Without it the jury decides nothing here. */
  jury_quorum: boolean,
  /** Whether enough people voted. Without it their votes decide nothing here. */
  people_quorum: boolean,
  /** The poll of the people's choice. */
  poll?: PollNo,
  /** The round of it that counts: its last; 0 where it was never opened. */
  round: number,
  /** How many ballots that has. */
  ballots: number,
  /** By the nominees' places. */
  nominees: Array<NomineeResult>,
};

/** What was revealed of a track. */
export type TrackView = {
  /** Whether something is still to be revealed. */
  more: boolean,
  /** The steps, in the order in which they were revealed. */
  steps: Array<ShownStep>,
  /** Whether the jury had its quorum, once all was revealed. */
  jury_quorum?: boolean,
  /** Whether the people had theirs, once all was revealed and where they had a choice. */
  people_quorum?: boolean,
};

/** A statement that is typical of a group. */
export type TypicalStatement = {
  /** Which. */
  s: StatementNo,
  /** The side that the group takes. */
  side: OpinionSide,
};

/** A statement on which every group takes the same side. */
export type UnitingStatement = {
  /** Which. */
  s: StatementNo,
  /** The side. */
  side: OpinionSide,
  /** The probability, in thousandths, that one of each group takes it, all at once. */
  strength: number,
};

/** A vote over recommendations. */
export type VoteNo = number;

/** When a recommendation is agreed: settled before anybody votes. */
export type VoteRule = {
  /** More than so many in a hundred of those who agree or disagree agree: 50 to 99. */
  more_than: number,
  /** And so many at least said something of it, also to abstain. */
  voters: number,
};

/** What a hall's walls were shown at a revision. */
export type WallMoment = {
  /** The epoch. */
  epoch: number,
  /** The revision. */
  rev: bigint,
  /** When it came. */
  at: Time,
  /** The hall. */
  hall: HallNo,
  /** The session that its walls looked at. */
  session: SessionNo | null,
  /** What is in no journal, and so not here: `reactions`, `presence`, `pictures` of opinions that were drawn while people voted. */
  absent: string[],
  /** The `state` frames that a wall gets which comes in then, a topic each. */
  frames: object[],
};

/** What a wall is like. */
export type WallProfile = {
  /** Its link. */
  link: LinkNo,
  /** What the command that changes it names. */
  version: number,
  /** What it is like; none is as usual again. */
  profile?: Profile,
};

/** A wall that is alive, or was within the last half hour. */
export type WallPulse = {
  /** Its link. */
  link: LinkNo,
  /** What the link is called. */
  name: string,
  /** The hall that the link is for, where it is for one. */
  hall?: HallNo,
  /** The scene that stands on it. */
  scene: string,
  /** Since when that scene stands on it, as far as the server has heard. */
  since: Time,
  /** The highest revision it has painted. */
  rev: number,
  /** How large its picture is. */
  size?: Size,
  /** What it was to show could not be drawn: `scene` stands on in its place. */
  failed?: boolean,
  /** It is silent: when it was heard last. What it showed then may still stand on it. */
  gone?: Time,
};

/** Why a command did not get as far as the forum's rules. */
export type WayCode = "malformed" | "busy" | "try_again" | "rate_limited" | "store_full";

/** The answer to `hello`, and to `watch`. */
export type Welcome = {
  /** Who the token is. */
  you: You,
  /** The journal's epoch: what is known of another one is worth nothing. */
  epoch: number,
  /** The revision that the room is at. */
  rev: number,
  /** The server's clock. */
  now: Time,
  /** The session that is looked at; none when the forum has none. */
  session: SessionNo | null,
  /** The topics that this view has. Of those that the client has already and that nothing touched since, no state follows. */
  topics: Array<Topic>,
  /** How much a client may send. */
  limits: Limits,
  /** The address that people type to join, without a scheme. */
  address: string,
};

/** Who a token is. */
export type Whoami = {
  /** In which forum. */
  forum: string,
  /** Its name in addresses. */
  slug: string,
  /** What the token allows. */
  role: Role,
  /** The hall that its link is for; none is the whole forum. */
  hall: HallNo | null,
  /** The forum's name. */
  name: Title,
  /** Languages of its pages, the first one first. */
  languages: Array<string>,
  /** IANA name of the zone its times are told in. */
  zone: string,
  /** Whether everything here is a rehearsal. */
  rehearsal: boolean,
};

/** A wireless network that attendees may use. */
export type Wifi = {
  /** Its name. */
  name: string,
  /** Its password; none is an open network. */
  password?: string,
};

/** A network that attendees may use. Phones are told nothing of it: who is not in the hall has no use for it. */
export type WifiView = {
  /** Its name. */
  name: string,
  /** Its password; none is an open network. */
  password?: string,
  /** What its QR says. */
  qr: string,
};

/** What changed in a window. */
export type WindowDiff = {
  /** How many there are in all. */
  total: number,
  /** Whole items: new ones and changed ones. */
  put?: Array<QuestionItem>,
  /** Those that left the window. */
  gone?: Array<QuestionNo>,
};

/** A window on a list of questions: those in front. The rest is read page by page. */
export type WindowView = {
  /** How many there are in all. */
  total: number,
  /** Those in the window, in no order: the client sorts. */
  items: Array<QuestionItem>,
};

/** A text or a name, kept beside the journal so that it can be erased. */
export type WordsNo = number;

/** A cue that would be refused. */
export type WrongCue = {
  /** Which cue. */
  c: CueNo,
  /** The refusal. */
  code: Code,
};

/** Who a token is. */
export type You = {
  /** As what it looks. */
  view: Role,
  /** What it may do. */
  role: Role,
  /** The participant's id. */
  person?: string,
  /** The role link's number. */
  link?: LinkNo,
  /** The hall that the role link is for. */
  hall?: HallNo,
  /** The stand of a team. */
  stand?: StandNo,
};
