/** A tool that a page offers to an agent in the browser, by the draft of WebMCP. */
export interface ModelContextTool {
  name: string;
  title: string;
  description: string;
  inputSchema: object;
  annotations: { readOnlyHint: boolean };
  // biome-ignore lint/suspicious/noExplicitAny: an agent gives what it likes; the engine checks it
  execute(input: any): Promise<unknown>;
}

export interface ModelContext {
  registerTool(tool: ModelContextTool): Promise<undefined> | undefined;
}

declare global {
  interface Window {
    /** Shows "light", "dark" or, without either, the colours that the device has. */
    showColours(choice: string): void;
    /** Material's stream of documents. */
    document$: { next(document: Document): void };
  }
  interface Document {
    readonly modelContext?: ModelContext;
  }
  interface Navigator {
    /** Where the first drafts had it. */
    readonly modelContext?: ModelContext;
  }
}
