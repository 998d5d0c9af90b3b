// How the element looks: plain, in the font and colours of the page that it stands on, and themed by custom properties.
// A constructed style sheet passes a content security policy that forbids inline styles.
const CSS = `
:host {
  --font: var(--options-appraisal-font, inherit);
  --size: var(--options-appraisal-font-size, inherit);
  --text: var(--options-appraisal-text, inherit);
  --background: var(--options-appraisal-background, transparent);
  --line: var(--options-appraisal-line, rgb(128 128 128 / 60%));
  --accent: var(--options-appraisal-accent, auto);
  --error: var(--options-appraisal-error, #d4351c);
  --focus: var(--options-appraisal-focus, currentColor);
  --space: var(--options-appraisal-space, 1rem);
  --radius: var(--options-appraisal-radius, 0);
  display: block;
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
.frame {
  font-family: var(--font); font-size: var(--size); line-height: 1.4;
  color: var(--text); background: var(--background); border-radius: var(--radius);
}
h2 { font-size: 1.4em; margin: 0 0 var(--space); }
p, ul { margin: 0 0 var(--space); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }

.problems {
  border: 0 solid var(--error); border-inline-start-width: .4em;
  padding-inline-start: var(--space); margin-bottom: var(--space);
}
.problems :last-child { margin-bottom: 0; }
.problems, code { overflow-wrap: anywhere; }
.results.stale table { opacity: .7; }

.inputs {
  display: grid; gap: var(--space); grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr));
  margin-bottom: var(--space);
}
.input { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 8em); gap: .4em .8em; align-items: center; }
.input label { grid-column: 1 / -1; font-weight: bold; overflow-wrap: anywhere; }
input { font: inherit; color: inherit; accent-color: var(--accent); }
input[type="range"] { inline-size: 100%; min-block-size: 2em; margin: 0; }
input[type="number"] {
  grid-column: 2; inline-size: 100%; min-block-size: 2em; padding: .2em .4em; text-align: end;
  background: transparent; border: 2px solid currentColor; border-radius: var(--radius);
}
input[aria-invalid="true"] { border-color: var(--error); border-width: 4px; }
button {
  font: inherit; color: inherit; background: transparent; border: 2px solid currentColor; border-radius: var(--radius);
  padding: .3em .8em; min-block-size: 2em; cursor: pointer;
}
.reset { justify-self: start; align-self: end; }

.table { overflow-x: auto; margin-bottom: var(--space); }
table { border-collapse: collapse; inline-size: 100%; }
caption { text-align: start; font-weight: bold; padding: .3em 0; }
th { text-align: start; }
tbody th { min-inline-size: 8em; }
td, thead th { text-align: end; }
th, td { vertical-align: top; padding: .3em .6em; border-bottom: 1px solid var(--line); }
thead th { vertical-align: bottom; }
.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
td button {
  border: 0; padding: 0 .2em; margin: 0 -.2em; min-inline-size: 24px; min-block-size: 24px; text-align: end;
  text-decoration: underline dotted; text-underline-offset: .2em;
}
td button:hover { text-decoration-style: solid; }
summary { cursor: pointer; padding: .2em 0; font-weight: bold; }

.status:empty { margin: 0; }

dialog {
  inline-size: min(60rem, calc(100vw - 2rem)); max-block-size: calc(100vh - 2rem); overflow: auto; padding: var(--space);
  color: var(--options-appraisal-text, CanvasText); background: var(--options-appraisal-background, Canvas);
  border: 2px solid currentColor; border-radius: var(--radius);
}
dialog::backdrop { background: rgb(0 0 0 / 50%); }
dialog ul { list-style: none; padding-inline-start: 1em; border-inline-start: 1px solid var(--line); }
dialog p { margin: .2em 0; overflow-wrap: anywhere; }
dialog summary { font-weight: normal; }
dialog .value { font-weight: bold; }
dialog header { display: flex; gap: var(--space); justify-content: space-between; align-items: start; }
dialog h2 { margin: 0; overflow-wrap: anywhere; }
dialog a { color: inherit; }

@media (forced-colors: active) {
  .results.stale table { opacity: 1; }
  button:disabled { color: GrayText; }
}
@media print {
  .inputs, .status { display: none; }
  .table { overflow: visible; }
}
`;

let sheet;

/** One sheet for all elements of a page. */
export function style() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  return sheet;
}
