/**
 * The form's own words in both languages, and which of them is shown.
 */

const KEY = "edit-language";

/** @type {Record<string, [string, string]>} */
const WORDS = {
  title: ["編輯", "Edit"],
  other: ["English", "中文"],
  find: ["找資料", "Find a record"],
  find_hint: ["中文名稱、英文名稱、代號或種類", "Chinese or English name, id or kind"],
  records: ["資料", "Records"],
  found: ["找到 {n} 筆", "{n} found"],
  all: ["共 {n} 筆", "{n} in all"],
  error: ["有錯", "error"],
  draft: ["草稿", "draft"],
  stale: ["英文還是舊的", "English is stale"],
  fresh: ["英文還沒確認", "English not confirmed"],
  unsaved: ["還沒存", "not saved"],
  unreadable: ["讀不出來", "cannot be read"],
  new: ["新增一筆", "New record"],
  form: ["表單", "Form"],
  page: ["網頁", "Page"],
  view: ["表單或網頁", "Form or page"],
  no_page: ["這筆資料沒有自己的網頁。", "This record has no page of its own."],
  choose: ["從左邊選一筆資料。", "Choose a record on the left."],
  save: ["存檔", "Save"],
  save_keys: ["存檔（Ctrl+S）", "Save (Ctrl+S)"],
  undo: ["復原上次存檔", "Undo the last save"],
  discard: ["放棄更改", "Discard changes"],
  discard_ask: [
    "放棄還沒存的更改？這裡打的字會消失，檔案不會變。",
    "Discard what is not saved? What was typed here goes; the file stays as it is.",
  ],
  saving: ["存檔中…", "Saving …"],
  saved: ["存好了。網頁大約一秒後更新。", "Saved. The page follows in about a second."],
  undone: ["已經復原上次存檔。", "The last save is undone."],
  nothing: ["沒有要存的更改。", "There is nothing to save."],
  restored: [
    "這裡有上次還沒存的更改，已經放回表單。",
    "What was not saved last time is in the form again.",
  ],
  restored_old: [
    "上次還沒存的更改已經放回表單；檔案在這之間也改過，存檔前請看一看。",
    "Your unsaved changes are in the form again; the file has changed since, so look first.",
  ],
  changes: ["{n} 處還沒存", "{n} changes not saved"],
  checking: ["檢查中…", "Checking …"],
  right: ["檢查沒有發現問題。", "The check finds nothing wrong."],
  wrong: ["檢查發現 {n} 個問題", "The check finds {n} problems"],
  problem: ["錯誤", "Error"],
  warning: ["提醒", "Warning"],
  elsewhere: ["別的資料：", "Another record: "],
  typed: ["寫的是「{words}」", "It says “{words}”"],
  nearest: ["最接近的是「{words}」", "The nearest is “{words}”"],
  go: ["到這一欄", "Go to the field"],
  open: ["打開", "Open"],
  with_errors: [
    "還有 {n} 個錯誤。存下去的話，網站會停在上一個好的樣子，直到改好。",
    "There are {n} errors. Once saved, the site stays as it was until they are mended.",
  ],
  save_still: ["仍然存檔", "Save all the same"],
  back: ["回到表單", "Back to the form"],
  conflict: [
    "檔案在別的地方改過了，所以沒有存。你的更改還在表單裡。",
    "The file has been changed elsewhere, so nothing was saved. Your changes are still here.",
  ],
  reopen: ["用檔案現在的內容（放棄我的更改）", "Use the file as it is (discard my changes)"],
  reapply: ["把我的更改套在現在的檔案上", "Make my changes on the file as it is now"],
  reapplied: [
    "你的更改已經套在現在的檔案上，還沒存。看過再存檔。",
    "Your changes are made on the file as it is now, and not saved yet. Look, then save.",
  ],
  cannot_reapply: [
    "你的更改套不上去：改的地方已經不在了。請把要留的字複製起來，再用檔案現在的內容。",
    "What your changes change is no longer there. Copy what you want to keep, then reopen.",
  ],
  add_field: ["加一欄", "Add a field"],
  add_field_choose: ["選一欄…", "Choose a field …"],
  remove_field: ["拿掉這一欄：{name}", "Remove this field: {name}"],
  remove: ["刪除", "Remove"],
  optional: ["選填", "optional"],
  unknown_field: ["這裡沒有叫「{name}」的欄位", "There is no field “{name}” here"],
  add: ["加一項", "Add an entry"],
  add_first: ["加在最前面", "Add at the top"],
  entries: ["{n} 項", "{n} entries"],
  entry: ["第 {n} 項", "Entry {n}"],
  empty: ["（空白）", "(empty)"],
  up: ["上移第 {n} 項", "Move entry {n} up"],
  down: ["下移第 {n} 項", "Move entry {n} down"],
  remove_entry: ["刪除第 {n} 項", "Remove entry {n}"],
  remove_named: ["刪除「{n}」", "Remove “{n}”"],
  removed: ["刪除了第 {n} 項。還沒存檔。", "Entry {n} is removed. Not saved yet."],
  moved: ["移到第 {n} 項。", "Moved to place {n}."],
  take_back: ["放回去", "Put it back"],
  filter: ["在這些項目裡找", "Find among these entries"],
  name: ["名稱", "Name"],
  pick: ["打中文名稱來找", "Type a name to find it"],
  no_match: ["沒有符合的資料", "No record matches"],
  not_there: ["沒有這筆資料", "there is no such record"],
  pick_one: ["（請選）", "(choose)"],
  yes: ["是", "Yes"],
  meaning: ["意思：", "It means: "],
  no_meaning: ["還看不懂這條規則。", "This is no rule yet."],
  confirm: ["英文已經和中文一樣", "The English says what the Chinese says"],
  confirm_all: ["全部的英文都已經和中文一樣", "All English says what the Chinese says"],
  confirmed: ["記下了：英文和中文一樣。", "Recorded: the English says what the Chinese says."],
  changed_zh: ["中文改了，英文還沒改", "The Chinese has changed, the English has not"],
  kind: ["種類", "Kind"],
  id: ["代號", "Id"],
  id_hint: [
    "網址會用到，發布後不要改。小寫英文字母、數字和連字號，例如 film-office。",
    "Part of the address, so it stays. Lower-case letters, digits and hyphens: film-office.",
  ],
  english_name: ["英文名稱（用來做代號）", "English name (the id is made from it)"],
  within: ["屬於", "Part of"],
  create: ["建立", "Create"],
  cancel: ["取消", "Cancel"],
  created: ["建立了 {n} 個檔案。", "{n} files are created."],
  no_server: ["連不到預覽。請確認它還開著。", "The preview does not answer. Is it still running?"],
  slow: ["存檔前先檢查一次…", "Checking before the save …"],
  date: ["年-月-日，例如 2024-07-22", "year-month-day, as in 2024-07-22"],
  slug: ["小寫英文字母、數字，用連字號分開", "lower-case letters and digits, parted by hyphens"],
  fact: ["小寫英文字母開頭，用底線分開", "begins with a lower-case letter; underscores part words"],
  locator: ["條次，例如 3 或 3.10", "a clause, as in 3 or 3.10"],
  currency: ["三個大寫字母，例如 TWD", "three capital letters, as in TWD"],
  between: ["{least} 到 {most}", "{least} to {most}"],
  at_least: ["至少 {least}", "at least {least}"],
  at_most: ["最多 {most}", "at most {most}"],
};

/** @type {Lang} */
let lang = sessionStorage.getItem(KEY) === "en" ? "en" : "zh";

export const language = () => lang;

/** Shows the other language from now on. */
export function switchLanguage() {
  lang = lang === "zh" ? "en" : "zh";
  sessionStorage.setItem(KEY, lang);
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} [details]
 */
export function say(name, details = {}) {
  const text = WORDS[name][lang === "zh" ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (_, detail) => String(details[detail]));
}

/**
 * The half of 「中文｜English」 that is in the language shown.
 * @param {string | undefined} text
 */
export function half(text) {
  const [zh, en = zh] = (text ?? "").split("｜");
  return lang === "zh" ? zh : en;
}

/**
 * What a record is called; its id where it has no name.
 * @param {{ id: string } & Both | { id: string, names: Both }} record
 */
export function nameOf(record) {
  const names = "names" in record ? record.names : record;
  return names[lang] || names.zh || names.en || record.id;
}
