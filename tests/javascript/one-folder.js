/**
 * The browser finds the files of the site and of its theme in one folder; so do the tests.
 * Loaded before them: `node --import ./tests/javascript/one-folder.js --test …`.
 */
import { register } from "node:module";

register(
  `data:text/javascript,${encodeURIComponent(`
  export async function resolve(specifier, context, next) {
    try {
      return await next(specifier, context);
    } catch (error) {
      const theme = "/mkdocs_adapter/assets/";
      if (!specifier.startsWith(".") || !context.parentURL?.includes(theme)) throw error;
      const parentURL = context.parentURL.replace(theme, "/assets/");
      return next(specifier, { ...context, parentURL });
    }
  }
`)}`,
);
