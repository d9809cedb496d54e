/**
 * The browser finds the files of the site, of its theme and of its staff in one folder; so do the
 * tests.
 * Loaded before them: `node --import ./tests/javascript/one-folder.js --test …`.
 */
import { register } from "node:module";

register(
  `data:text/javascript,${encodeURIComponent(`
  export async function resolve(specifier, context, next) {
    try {
      return await next(specifier, context);
    } catch (error) {
      const other = /\\/(mkdocs_adapter|staff)\\/assets\\//;
      if (!specifier.startsWith(".") || !other.test(context.parentURL ?? "")) throw error;
      const parentURL = context.parentURL.replace(other, "/assets/");
      return next(specifier, { ...context, parentURL });
    }
  }
`)}`,
);
