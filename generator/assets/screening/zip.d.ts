/** What the build publishes as `zip.js`: fflate, as it was installed. */
declare const fflate: Pick<typeof import("fflate"), "strToU8" | "zipSync">;
export default fflate;
