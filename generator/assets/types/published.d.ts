/**
 * Shapes of the published data, made from its JSON Schema by `npm run types`: do not edit.
 */

/**
 * It has either ``met_when`` or ``readings``.
 */
export type RequirementData = {
  id: string;
  clause: string;
  see?: string[];
  stage: "application" | "payment";
  title: TextData;
  rule: TextData;
  applies_when?: {
    [k: string]: unknown;
  };
  met_when?: {
    [k: string]: unknown;
  };
  readings?: ReadingData[];
  met: TextData;
  unmet: TextData;
  notes?: NoteData[];
} & RequirementData1;
export type RequirementData1 = {
  [k: string]: unknown;
};
/**
 * 問法：讀者會怎麼問，只給搜尋用；兩種語言各寫各的，不必互相翻譯
 * Phrases: how readers ask, for the search alone; no language’s translate the other’s
 */
export type Phrases = Phrases1 & {
  /**
   * 中文：例如「錢什麼時候下來」｜Chinese: 錢什麼時候下來, for example
   */
  zh?: string[];
  /**
   * 英文：例如 when do I get the money｜English: when do I get the money, for example
   */
  en?: string[];
};
export type Phrases1 =
  | {
      zh: {
        [k: string]: unknown;
      };
    }
  | {
      en: {
        [k: string]: unknown;
      };
    };
export type Condition =
  | string
  | AtLeast
  | AtMost
  | MoreThan
  | LessThan
  | Equal
  | OneOf
  | AnyOf
  | BetweenDays
  | All
  | Any_
  | Enough
  | Not;
export type Value =
  | string
  | number
  | Share
  | Fraction
  | Times
  | Sum
  | Min
  | Max
  | By
  | YearOf
  | Later
  | Earlier
  | Day;

/**
 * ``api/schemes/<scheme>.json``; ``<scheme>@<effective_from>.json`` for another version.
 */
export interface SchemeData {
  id: string;
  title: Text;
  summary: Text;
  version: string;
  effective_from: string | null;
  effective_to: string | null;
  reviewed_on: string | null;
  review_by: string | null;
  versions: VersionData[];
  agency: Link;
  owner: string | null;
  status: Text[];
  related: Link[];
  contact: Text | null;
  website: Website | null;
  window: Window | null;
  disclaimer: Text;
  url: Url;
  provisions: ProvisionData[];
  /**
   * What ``evaluate(scheme, facts)`` takes as ``scheme``.
   *
   * An expression is a number, the id of a question, or a list that opens with an operator.
   */
  calculator: {
    scheme: string;
    version: string;
    /**
     * Names the rules as they decide: another wording leaves it, another figure does not.
     */
    hash: string;
    beyond?: TextData;
    /**
     * The questions that give a first amount.
     */
    quick?: string[];
    /**
     * The question whose options are the scheme's categories.
     */
    category?: string;
    groups: GroupData[];
    questions: (YesNoData | ChoiceData | NumberData | DateData)[];
    requirements: RequirementData[];
    /**
     * ``null`` where the rules state none.
     */
    amount: AmountData | null;
    instalments: InstalmentData[];
    deadlines: DeadlineData[];
    left_open?: LeftOpenData;
    office_days?: OfficeDaysData;
  };
  checklist: ChecklistPhase[];
  examples: ExampleData[];
  coverage: string;
}
/**
 * 兩種語言的文字：一段，可以用 **粗體** 和 [文字](person:id) 連結
 * Text in both languages: one paragraph, with **bold** and [words](person:id) links
 */
export interface Text {
  /**
   * 中文：臺灣的繁體中文｜Chinese: Traditional Chinese as Taiwan writes it
   */
  zh: string;
  /**
   * 英文：英式英文｜English: plain British English
   */
  en: string;
}
/**
 * A version of a scheme, and where all of it is.
 */
export interface VersionData {
  version: string;
  effective_from: string | null;
  effective_to: string | null;
  data: string;
  url: Url;
}
/**
 * The page of a record in each language.
 */
export interface Url {
  zh: string;
  en: string;
}
/**
 * Another record: its id, what it is called, its page, and why it is linked.
 */
export interface Link {
  kind: string;
  id: string;
  title: Text;
  url: Url;
  why?: Text | null;
}
/**
 * 網站：主辦單位的網站，和這個網址從哪裡來
 * Website: the agency’s, and where its address comes from
 */
export interface Website {
  /**
   * 網址：https:// 開頭｜Address: begins with https://
   */
  address: string;
  origin: Text;
}
/**
 * 受理期間：規定沒有寫、由主辦單位另外公告時
 * Window: the application period, where the rules leave it to an announcement
 */
export interface Window {
  /**
   * 條次：說要另外公告的那一條｜Clause: the one that leaves it to an announcement
   */
  clause: string;
  text: Text;
}
/**
 * A clause, restated; ``text`` has all its paragraphs.
 */
export interface ProvisionData {
  locator: string;
  heading: Text | null;
  text: Text;
  url: Url;
  notes: Note[];
}
/**
 * 編者註：來源有誤、不清楚或矛盾的地方；旁邊的內容照來源寫
 * Editor’s note: what the source has wrong; the value beside it stays as the source has it
 */
export interface Note {
  /**
   * 類別：contradiction 矛盾、slip 筆誤、ambiguity 語意不明、context 背景；筆誤只列在來源頁
   * Kind: contradiction, slip, ambiguity or context; a slip stands on the page of sources alone
   */
  kind: "contradiction" | "slip" | "ambiguity" | "context";
  text: Text;
  /**
   * 放在哪一段旁邊：欄位，或欄位和第幾項，例如 seen.2；不填就放在摘要下面
   * Beside: a field, or also which of its items, as in seen.2; if left out, below the summary
   */
  beside?: string | null;
}
/**
 * A text in both languages, in inline Markdown.
 */
export interface TextData {
  zh: string;
  en: string;
}
/**
 * A group of questions, in the order of asking.
 */
export interface GroupData {
  id: string;
  title: TextData;
  introduction?: TextData;
  /**
   * ``payment`` where its questions are for those whose grant was approved.
   */
  stage?: "payment";
  at_once?: AllAtOnceData;
  questions: string[];
}
/**
 * One question in place of a group's: its yes gives all of them these answers.
 */
export interface AllAtOnceData {
  label: TextData;
  help?: TextData;
  values: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-z][a-z0-9]*(_[a-z0-9]+)*$".
     */
    [k: string]: boolean | number | string;
  };
}
/**
 * A question that is answered with yes or no.
 */
export interface YesNoData {
  id: string;
  clause: string;
  label: TextData;
  help?: TextData;
  optional?: boolean;
  past?: boolean;
  asked_when?: {
    [k: string]: unknown;
  };
  type: "boolean";
}
/**
 * A question with options: one can be chosen (``choice``) or any number (``choices``).
 */
export interface ChoiceData {
  id: string;
  clause: string;
  label: TextData;
  help?: TextData;
  optional?: boolean;
  past?: boolean;
  asked_when?: {
    [k: string]: unknown;
  };
  type: "choice" | "choices";
  options: OptionData[];
}
/**
 * An answer that can be chosen.
 */
export interface OptionData {
  id: string;
  label: TextData;
  help?: TextData;
}
/**
 * A question for a number, whole (``integer``) or not, and the bounds of its answer.
 */
export interface NumberData {
  id: string;
  clause: string;
  label: TextData;
  help?: TextData;
  optional?: boolean;
  past?: boolean;
  asked_when?: {
    [k: string]: unknown;
  };
  type: "integer" | "number";
  unit?: TextData;
  /**
   * Of a question about money.
   */
  currency?: string;
  min?: number;
  /**
   * The answer is more than this.
   */
  above?: number;
  max?: number;
  /**
   * The question whose answer this one cannot exceed.
   */
  no_more_than?: string;
}
/**
 * A question for a date.
 */
export interface DateData {
  id: string;
  clause: string;
  label: TextData;
  help?: TextData;
  optional?: boolean;
  past?: boolean;
  asked_when?: {
    [k: string]: unknown;
  };
  type: "date";
}
/**
 * One way to read a clause that can be read in several.
 */
export interface ReadingData {
  id: string;
  text: TextData;
  /**
   * Left out where the clause, read so, is no condition at all.
   */
  met_when?: {
    [k: string]: unknown;
  };
}
/**
 * What to know beside a result, while its condition is true.
 */
export interface NoteData {
  id: string;
  when: {
    [k: string]: unknown;
  };
  text: TextData;
}
/**
 * What can be granted: the lowest of the limits, where there is any.
 */
export interface AmountData {
  currency: string;
  clause: string;
  label: TextData;
  note?: TextData;
  limits: LimitData[];
  pot?: PotData;
  requested?: string;
  approved?: string;
}
/**
 * A limit of the amount, in the scheme's currency.
 */
export interface LimitData {
  id: string;
  clause: string;
  /**
   * For each option the clause of its own.
   */
  clauses?: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^[a-z][a-z0-9]*(_[a-z0-9]+)*$".
     */
    [k: string]: string;
  };
  label: TextData;
  /**
   * The limit counts only while this is true.
   */
  applies_when?: {
    [k: string]: unknown;
  };
  /**
   * Whether the rules say “in principle” of it; so it is only where this is true.
   */
  in_principle?: boolean;
  value: {
    [k: string]: unknown;
  };
}
/**
 * What all applicants share, in the scheme's currency; never a limit of one application.
 */
export interface PotData {
  clause: string;
  value: number;
  text: TextData;
}
/**
 * A part of the grant that is paid at once.
 */
export interface InstalmentData {
  id: string;
  clause: string;
  title: TextData;
  percent: number;
  needs: TextData;
  /**
   * The deadline for it, where the rules set a last day.
   */
  by?: string;
}
/**
 * The last day for something, and how it is reckoned.
 */
export interface DeadlineData {
  id: string;
  clause: string;
  title: TextData;
  rule: TextData;
  /**
   * Of questions alone: an earlier deadline stands in it as its own expression.
   */
  date: {
    [k: string]: unknown;
  };
  /**
   * Whether the next working day is given, too; so it is only where this is true.
   */
  office_day?: boolean;
}
/**
 * What the rules do not say or leave to a panel, in words.
 */
export interface LeftOpenData {
  amount?: TextData;
  ceiling?: TextData;
  instalments?: TextData;
  deadlines?: TextData;
}
/**
 * The days on which offices are closed beside Saturdays and Sundays.
 */
export interface OfficeDaysData {
  country: string;
  first_year: number;
  /**
   * The last year whose holidays are known.
   */
  last_year: number;
  note: TextData;
  holidays: string[];
}
/**
 * 階段：同一時候要交的文件｜Phase: documents that are due together
 */
export interface ChecklistPhase {
  /**
   * 代號：小寫英文字母、數字和連字號｜Id: lower-case letters, digits and hyphens
   */
  id: string;
  title: Text;
  /**
   * 條次：規定這個階段的那一條｜Clause: the one that lays it down
   */
  clause: string;
  /**
   * 問法：讀者會怎麼問這個階段，給搜尋用
   * Asked as: how readers ask for this phase, for the search
   */
  asked_as?: Phrases | null;
  /**
   * 只在申請者要求時才有的階段，例如展延｜Aside: comes only where the applicant asks for it
   */
  aside?: boolean;
  /**
   * 分組：文件多的階段，照顯示的順序；不寫就不分組
   * Sections: of a phase with many documents, in the order shown; left out, there are none
   */
  sections?: ChecklistSection[];
  /**
   * 文件：至少一份｜Documents: one at least
   *
   * @minItems 1
   */
  items: [ChecklistItem, ...ChecklistItem[]];
}
/**
 * 分組：同一階段裡，同一類文件的小標題
 * Section: a heading over the documents of a phase that are about one thing
 */
export interface ChecklistSection {
  /**
   * 代號：小寫英文字母、數字和連字號｜Id: lower-case letters, digits and hyphens
   */
  id: string;
  title: Text;
}
/**
 * 應備文件：要交什麼、什麼時候要｜Document: what to hand in, and when it is needed
 */
export interface ChecklistItem {
  /**
   * 代號：小寫英文字母、數字和連字號｜Id: lower-case letters, digits and hyphens
   */
  id: string;
  title: Text;
  /**
   * 說明：標題下面再多一句｜Help: one more sentence below the title
   */
  help?: Text | null;
  /**
   * 條次：規定要交的那一條｜Clause: the one that asks for it
   */
  clause: string;
  /**
   * 分組：這個階段 sections 裡的代號｜Section: an id of the phase’s sections
   */
  section?: string | null;
  /**
   * 什麼情況要交：條件；不寫就是人人都要
   * Needed when: a condition; everybody needs it where there is none
   */
  needed_when?: Condition | null;
}
/**
 * 以上：第一個大於或等於第二個｜At least: the first is the second or more
 */
export interface AtLeast {
  /**
   * 以上：例如 [runtime_minutes, 20]｜At least: as in [runtime_minutes, 20]
   *
   * @minItems 2
   * @maxItems 2
   */
  at_least: [Value, Value];
}
/**
 * 百分之幾：一個數值的百分之幾｜Share: so many hundredths of a value
 */
export interface Share {
  share: _Share;
}
/**
 * 百分之幾｜A share
 */
export interface _Share {
  /**
   * 百分比：0 到 100｜Percent: from 0 to 100
   */
  percent: number;
  of: Value;
}
/**
 * 幾分之幾：一個數值的幾分之幾，不必化成小數｜Fraction: of a value, without rounding
 */
export interface Fraction {
  fraction: _Fraction;
}
/**
 * 幾分之幾｜A fraction
 */
export interface _Fraction {
  /**
   * 分子：1 以上的整數｜Numerator: a whole number, 1 or more
   */
  numerator: number;
  /**
   * 分母：1 以上的整數｜Denominator: a whole number, 1 or more
   */
  denominator: number;
  of: Value;
}
/**
 * 乘：每單位金額乘以數量｜Times: an amount per unit times the count
 */
export interface Times {
  /**
   * 乘：例如 [episodes, 500000]｜Times: as in [episodes, 500000]
   *
   * @minItems 2
   */
  times: [Value, Value, ...Value[]];
}
/**
 * 加總｜Sum of values
 */
export interface Sum {
  /**
   * 加總：例如 [cost_here, cost_abroad]｜Sum: as in [cost_here, cost_abroad]
   *
   * @minItems 2
   */
  sum: [Value, Value, ...Value[]];
}
/**
 * 最小的一個｜The smallest of values
 */
export interface Min {
  /**
   * 取最小：例如 [cost, 5000000]｜Smallest: as in [cost, 5000000]
   *
   * @minItems 2
   */
  min: [Value, Value, ...Value[]];
}
/**
 * 最大的一個｜The largest of values
 */
export interface Max {
  /**
   * 取最大：例如 [cost, 5000000]｜Largest: as in [cost, 5000000]
   *
   * @minItems 2
   */
  max: [Value, Value, ...Value[]];
}
/**
 * 依選項而定：每個選項一個數值｜By option: one value for each
 */
export interface By {
  by: _By;
}
/**
 * 依選項而定｜One value an option
 */
export interface _By {
  /**
   * 單選題或是非題的 id｜The id of a question of the type choice or boolean
   */
  fact: string;
  /**
   * 每個選項的數值：全部選項都要有；是非題寫 true 和 false
   * Cases: a value for every option; of a yes/no question for true and for false
   */
  cases: {
    [k: string]: Value;
  };
}
/**
 * 年份：日期的西元年｜Year of: the year of a date, as a number
 */
export interface YearOf {
  year_of: Value;
}
/**
 * 往後：日期加上年、月、日；那個月沒有那一天就取月底
 * Later: a date moved on; a day that a month lacks becomes its last
 */
export interface Later {
  later: _Shift;
}
/**
 * 日期移動｜A date, moved
 */
export interface _Shift {
  date: Value;
  /**
   * 年數｜Years
   */
  years?: number;
  /**
   * 月數｜Months
   */
  months?: number;
  /**
   * 天數｜Days
   */
  days?: number;
}
/**
 * 往前：日期減去年、月、日｜Earlier: a date moved back
 */
export interface Earlier {
  earlier: _Shift;
}
/**
 * 固定日期｜A fixed date
 */
export interface Day {
  /**
   * 固定日期：例如 2026-03-31｜Day: as in 2026-03-31
   */
  day: string;
}
/**
 * 以下：第一個小於或等於第二個｜At most: the first is the second or less
 */
export interface AtMost {
  /**
   * 以下：例如 [runtime_minutes, 20]｜At most: as in [runtime_minutes, 20]
   *
   * @minItems 2
   * @maxItems 2
   */
  at_most: [Value, Value];
}
/**
 * 大於：第一個大於第二個｜More than: the first is more than the second
 */
export interface MoreThan {
  /**
   * 大於：例如 [cost, 0]｜More than: as in [cost, 0]
   *
   * @minItems 2
   * @maxItems 2
   */
  more_than: [Value, Value];
}
/**
 * 小於：第一個小於第二個｜Less than: the first is less than the second
 */
export interface LessThan {
  /**
   * 小於：例如 [cost, 1000]｜Less than: as in [cost, 1000]
   *
   * @minItems 2
   * @maxItems 2
   */
  less_than: [Value, Value];
}
/**
 * 等於：兩個相同｜Equal: both are the same
 */
export interface Equal {
  /**
   * 等於：例如 [episodes, 1]｜Equal: as in [episodes, 1]
   *
   * @minItems 2
   * @maxItems 2
   */
  equal: [Value, Value];
}
/**
 * 單選題：選的是其中一項｜One of: the chosen option is among these
 */
export interface OneOf {
  one_of: _Membership;
}
/**
 * 選項｜Options of a question
 */
export interface _Membership {
  /**
   * 選擇題的 id｜The id of a question with options
   */
  fact: string;
  /**
   * 選項的 id：至少一個｜Ids of options: one at least
   *
   * @minItems 1
   */
  options: [string, ...string[]];
}
/**
 * 複選題：選了其中任一項｜Any of: a chosen option is among these
 */
export interface AnyOf {
  any_of: _Membership;
}
/**
 * 每年的一段日子：日期在第一天和最後一天之間，兩天都算；可以跨年
 * Between days: the date lies in a part of every year, both days included
 */
export interface BetweenDays {
  between_days: _Window;
}
/**
 * 每年的一段日子｜Part of every year
 */
export interface _Window {
  date: Value;
  /**
   * 第一天：月-日，例如 01-01｜First day: month and day, as in 01-01
   */
  first: string;
  /**
   * 最後一天：月-日，例如 04-30｜Last day: month and day, as in 04-30
   */
  last: string;
}
/**
 * 而且：每個條件都成立｜All: every condition is true
 */
export interface All {
  /**
   * 全部成立：條件的清單｜All: a list of conditions
   *
   * @minItems 1
   */
  all: [Condition, ...Condition[]];
}
/**
 * 或者：至少一個條件成立｜Any: at least one condition is true
 */
export interface Any_ {
  /**
   * 任一成立：條件的清單｜Any: a list of conditions
   *
   * @minItems 1
   */
  any: [Condition, ...Condition[]];
}
/**
 * 夠分：成立的條件加起來夠分；每個 1 分就是「幾項裡至少幾項」
 * Enough: the conditions that are true make enough points; of 1 point each, so many of them
 */
export interface Enough {
  enough: _Enough;
}
/**
 * 夠多的條件｜Enough of some conditions
 */
export interface _Enough {
  /**
   * 至少幾分：1 以上的整數｜Least: so many points, a whole number, 1 or more
   */
  least: number;
  /**
   * 條件：至少兩個，各有分數｜Of: two conditions at least, each with its points
   *
   * @minItems 2
   */
  of: [Pointed, Pointed, ...Pointed[]];
}
/**
 * 一個條件和它的分數｜A condition with its points
 */
export interface Pointed {
  when: Condition;
  /**
   * 分數：1 以上的整數；不寫就是 1 分｜Points: a whole number, 1 or more; 1 if left out
   */
  points?: number;
}
/**
 * 相反：條件不成立｜Not: the condition is not true
 */
export interface Not {
  not: Condition;
}
/**
 * A worked example: facts that ``evaluate`` takes, and what it must say of them.
 */
export interface ExampleData {
  id: string;
  title: Text;
  story: Text;
  facts: {
    [k: string]: unknown;
  };
  expect: {
    [k: string]: unknown;
  };
  result: {
    [k: string]: unknown;
  };
  url: Url;
}
