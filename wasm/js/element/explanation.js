// How a number came about, as a dialog: each part opens on what it was made of, and is only then laid out.
import { node } from "./node.js";

const KINDS = {
  input: "an input of the question",
  what_if: "changed here",
  default: "a default of the library",
  national_figure: "a national figure",
  calendar: "the calendar",
};

const said = ({ label, year, value, unit }) => [
  `${label}${year ? `, ${year}` : ""} = `, node("span", { class: "value" }, `${value} ${unit}`),
];

function origin({ kind, line, source, published, url, status, projected, as_of: known, in_place_of: before }) {
  const named = [
    KINDS[kind] ?? kind.replaceAll("_", " "), line && `line ${line}`, status, source, published,
    before && `in place of ${before}`, projected && `projected: ${projected}`,
    known && `as known on ${known}`,
  ].filter(Boolean).join("; ");
  const said = node("p", {}, `From ${named}`);
  // Nothing but an address of the web is a link.
  if (/^https?:\/\//.test(url ?? "")) said.append(" ", node("a", { href: url, target: "_blank", rel: "noreferrer" }, url));
  return said;
}

function details(part) {
  return [
    node("p", {}, node("code", {}, part.address)),
    ...(part.formula ? [node("p", {}, `= ${part.formula}`)] : []),
    ...(part.working ? [node("p", {}, `= ${part.working}`)] : []),
    ...(part.origin ? [origin(part.origin)] : []),
    ...(part.shown_above ? [node("p", {}, "What it was made of is shown where it first comes.")] : []),
    ...(part.parts?.length ? [node("ul", {}, ...part.parts.map((inner) => node("li", {}, folded(inner))))] : []),
  ];
}

function folded(part) {
  const made = node("details", {}, node("summary", {}, ...said(part)));
  made.addEventListener("toggle", () => made.append(...details(part)), { once: true });
  return made;
}

/** The dialog, for as many explanations as are asked for. */
export function explanationDialog() {
  const heading = node("h2", { id: "explained" });
  const close = node("button", { type: "button", part: "close" }, "Close");
  const body = node("div");
  const dialog = node("dialog", { part: "explanation", "aria-labelledby": "explained", closedby: "any" },
    node("header", {}, heading, close), body);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => body.replaceChildren());
  return {
    dialog,
    show(explanation) {
      heading.replaceChildren(...said(explanation));
      body.replaceChildren(...details(explanation));
      if (!dialog.open) dialog.showModal();
    },
  };
}
