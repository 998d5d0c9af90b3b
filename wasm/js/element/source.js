// Which module the element needs: a sheet that was laid out beforehand is opened by one of a fifth of the size.
const question = () => import("./question.js");
const laidOut = () => import("./laid_out.js");

/** Whether a text or an object is a sheet: it says so first of all. */
const isSheet = (given) =>
  (typeof given === "string" ? /^\s*\{\s*"options_appraisal_sheet"/.test(given) : Object.hasOwn(given, "options_appraisal_sheet"));

/**
 * What reads the question or the sheet that is given, or on its way. Where the name of its file says what it is, the module
 * comes along with the file.
 */
export async function reading(given, name) {
  const file = name.replace(/[?#].*$/s, "");
  const early = file.endsWith(".sheet.json") ? laidOut() : file.endsWith(".toml") ? question() : undefined;
  // What is wrong with it is told once it is known to be needed.
  early?.catch(() => {});
  return isSheet(await given) ? laidOut() : question();
}
