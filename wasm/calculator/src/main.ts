// The page: what is there at once, and what comes in from a link, a file, or earlier work.
import { offers, start } from "virtual:template";
import { openText } from "./appraise";
import { Keeper } from "./keep/kept";
import { fromFragment, holdsQuestion } from "./link/link";
import { Announcer } from "./page/announce";
import { goWhileInSight } from "./page/bar";
import { Calculator } from "./page/calculator";
import { part } from "./page/element";
import { openFile, saveFile, takeDrops } from "./page/files";
import { called, mountKept } from "./page/kept_work";
import { Notices } from "./page/notices";
import { workOffline } from "./page/offline";
import { summarise } from "./page/problems";
import { mountShare } from "./page/share";
import type { Table } from "./question/value";

const announcer = new Announcer(part("announcement"));
const notices = new Notices(part("notices"), (words) => announcer.now(words));
const keeper = new Keeper(() => localStorage, {
  refused: () => notices.show({
    about: "your work",
    text: "This browser does not keep your work: it has no room for it, or does not allow it. The page goes on working. Save the question as a file before you close it.",
  }),
  again: () => notices.drop("your work"),
});
keeper.given(start);
/** How many of the works that are kept are offered at once. */
const OFFERED = 3;
const fromLink = holdsQuestion(location.hash);
if (fromLink) part("first-result").hidden = true;
const calculator = new Calculator(start, offers, keeper, announcer);

/** What notices about a question that was opened, or could not be, are about: the next one takes their place. */
const OPENING = "what was opened";

/** What was said about another file or link is of the past once something else is opened. */
function clearMessages(): void {
  summarise(part("file-problems"), "", []);
  notices.drop(OPENING);
}

async function openQuestion(question: Table, what: string, news: string): Promise<void> {
  clearMessages();
  const before = calculator.document;
  try {
    await calculator.open(question, what);
  } catch (error) {
    // One that cannot be shown does not take the place of the one that stands.
    if (calculator.document !== before) calculator.undo();
    throw error;
  }
  announcer.now(news);
}

const failed = (what: string) => (error: unknown) => {
  console.error(error);
  clearMessages();
  notices.show({ about: OPENING, text: `${what} What was here before is still here.`, wrong: true });
};

async function openLink(): Promise<void> {
  if (!holdsQuestion(location.hash)) return;
  const opened = await fromFragment(location.hash);
  // What is worked on from now on is no longer what the link says.
  history.replaceState(null, "", location.pathname + location.search);
  if ("refused" in opened) {
    clearMessages();
    part("first-result").hidden = calculator.answered;
    notices.show({ about: OPENING, text: opened.refused, wrong: true });
    return;
  }
  const { question, library } = opened.shared;
  await openQuestion(question, "the question from the link", "The question from the link is open.");
  if (library !== __VERSION__) {
    notices.show({ about: OPENING, text: `The link was made with version ${library}; this is version ${__VERSION__}. Results can differ where national figures or rules were amended between them.` });
  }
}

async function open(file: File): Promise<void> {
  const opened = await openFile(file);
  if ("question" in opened) {
    await openQuestion(opened.question, `the file ${file.name}`, `${file.name} is open.`);
    return;
  }
  clearMessages();
  const problems = part("file-problems");
  summarise(problems, `${file.name} was not opened; what was here before is still here`,
    opened.problems.map((problem) => ({ problem, field: undefined })), "The file");
  problems.tabIndex = -1;
  problems.focus();
}

async function openExample(): Promise<void> {
  const { default: text } = await import("../../../docs/examples/sandgate.toml?raw");
  const opened = await openText(text);
  if ("problems" in opened) throw new Error("the example cannot be read");
  keeper.given(opened.question);
  await openQuestion(opened.question, "the Sandgate example", "The Sandgate example is open.");
}

const opening = (file: File) => void open(file).catch(failed("The file could not be opened."));
const chooser = part("open-file") as HTMLInputElement;
chooser.addEventListener("change", () => {
  const file = chooser.files?.[0];
  // The same file can then be chosen again.
  if (file) opening(file);
  chooser.value = "";
});
part("open").addEventListener("click", () => chooser.click());
takeDrops(document.body, opening);
part("save").addEventListener("click", () => {
  calculator.flush();
  announcer.now(`Saved as ${saveFile(calculator.document, calculator.text)}.`);
});
part("example").addEventListener("click", () => void openExample().catch(failed("The example could not be opened.")));
part("afresh").addEventListener("click", () => void openQuestion(start, "the start afresh", "Started afresh.").catch(failed("The page could not start afresh.")));
part("undo").addEventListener("click", () => calculator.undo());
// The fragment of the page is for links that hold a question: links within the page only move the focus.
for (const [link, to] of [["skip", "main"], ["to-results", "results-heading"]] as const) {
  part(link).addEventListener("click", (event) => {
    event.preventDefault();
    part(to).focus({ preventScroll: true });
    part(to).scrollIntoView();
  });
}
mountShare(() => {
  calculator.flush();
  return calculator.document;
}, (words) => announcer.now(words));

const goOnWith = (question: Table) => void openQuestion(question, "the earlier work", "The earlier work is open.")
  .then(() => part("main").focus())
  .catch(failed("The earlier work could not be opened."));
mountKept({
  keeper,
  standing() {
    calculator.flush();
    return calculator.document;
  },
  open: goOnWith,
  removed() {
    notices.drop("earlier work");
    announcer.now("All work that was kept in this browser is removed.");
  },
});
const { works } = keeper;
if (works.length > 0) {
  const names = called(works);
  notices.show({
    about: "earlier work",
    text: `There is earlier work in this browser.${works.length > OFFERED ? " All of it is under “Work kept in this browser”." : ""}`,
    actions: works.slice(0, OFFERED).map(({ question }, place) => ({ label: `Go on with ${names[place] ?? ""}`, act: () => goOnWith(question) })),
  });
}
goWhileInSight(part("result-bar"), part("result"));

addEventListener("hashchange", () => void openLink().catch(failed("The link could not be opened.")));
addEventListener("pagehide", () => calculator.flush());
await (fromLink ? openLink().catch(failed("The link could not be opened.")) : undefined);
await calculator.begin();
workOffline((useNow) => notices.show({
  about: "a newer version",
  text: "A newer version of this page is there. Your answers are kept when it is loaded.",
  actions: [{ label: "Use the newer version", act: useNow }],
}), () => calculator.flush());
