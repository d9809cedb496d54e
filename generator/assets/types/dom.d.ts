/** What the builder of elements takes. */

export type Attribute = string | number | boolean | null | undefined | ((event: Event) => void);
export type Attributes = Record<string, Attribute>;
/** `null`, `undefined` and `false` are left out. */
export type Child = string | number | Node | null | undefined | false | readonly Child[];
