// The question as a link. It is made in the browser and holds everything; nothing is sent anywhere.
import { toFragment } from "../link/link";
import { read, write } from "../question/address";
import type { Table } from "../question/value";
import { part } from "./element";

const input = (id: string): HTMLInputElement => part(id) as HTMLInputElement;

/** The day of today where the reader is, as 2026-11-27. */
function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function mountShare(question: () => Table, announce: (words: string) => void): void {
  const [link, fixed, status] = [input("share-link"), input("share-fixed"), part("share-status")];
  const say = (words: string) => {
    status.textContent = words;
    announce(words);
  };
  part("share-make").addEventListener("click", async () => {
    try {
      const asked = question();
      // A day that the question has already is the one that it is meant for.
      const shared = fixed.checked && read(asked, "question.as_of") === undefined ? write(asked, "question.as_of", today()) : asked;
      const address = new URL(location.href);
      address.hash = await toFragment({ question: shared, library: __VERSION__ });
      link.value = address.href;
      part("share-made").hidden = false;
    } catch {
      say("The link could not be made. Save the question as a file instead.");
      return;
    }
    try {
      await navigator.clipboard.writeText(link.value);
      say("The link is copied.");
    } catch {
      link.focus();
      link.select();
      say("The link is made. The browser does not let the page copy it: copy it from the field.");
    }
  });
}
