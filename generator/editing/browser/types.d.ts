/** What the form's modules hand to each other, as the server has it. */
export {};

declare global {
  /** json-editor, which a script of its own puts here; it has no types. */
  // biome-ignore lint/suspicious/noExplicitAny: the library has no types
  const JSONEditor: any;

  type Lang = "zh" | "en";
  type Both = Record<Lang, string>;
  type Step = string | number;
  type Path = Step[];
  // biome-ignore lint/suspicious/noExplicitAny: a record's data may be anything
  type Data = any;
  type Change =
    | { op: "set"; path: Path; value: Data }
    | { op: "insert"; path: Path; index: number; value: Data }
    | { op: "remove"; path: Path };

  interface Message {
    code: string | null;
    path: Path;
    warning: boolean;
    problem: Both;
    mend?: Both;
    found?: Record<Lang, string | null>;
    nearest?: string | null;
    key?: string | null;
    file?: string;
  }

  interface Listed {
    key: string;
    kind: string;
    id: string;
    names: Both;
    file: string;
    state: "ok" | "error" | "draft" | "stale";
    english: { stale: number; new: number };
  }

  interface Kind {
    kind: string;
    names: Both;
    startable: boolean;
    nested: boolean;
  }

  interface Opened extends Omit<Listed, "english"> {
    version: string;
    data: Data;
    schema: Data;
    choices: Record<string, { id: string; zh: string; en: string }[]>;
    english: { path: Path; state: "stale" | "new" }[];
    pages: Both | null;
    undo: boolean;
    messages?: Message[];
  }
}
