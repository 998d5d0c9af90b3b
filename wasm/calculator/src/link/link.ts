// A question in the fragment of a link: `#question=1.` and the letters of a checksum with the packed document. The
// fragment is never sent to a server.
import { isQuestion, isTable, own, type Table, type Value } from "../question/value";
import { fromBase64url, toBase64url } from "./base64url";
import { crc32 } from "./checksum";
import { deflate, inflate } from "./deflate";
import { tooDeep } from "./nested";

const MARK = "#question=";
const FORMAT = "1";
const CHECK = 4;

/** The longest link that is read, in letters, and the largest document in one, in bytes. */
export const LONGEST = 500_000;
export const LARGEST = 4_000_000;

export interface Shared {
  readonly question: Table;
  /** The version of the library that made the link. */
  readonly library: string;
}

export type Opened = { readonly shared: Shared } | { readonly refused: string };

const INCOMPLETE = "The link is not complete or was changed on its way. Ask for it to be sent again, as one piece. What was here before is still here.";
const TOO_DEEP = "The link holds tables and lists too deep inside one another: it is no question of this page. What was here before is still here.";
const TOO_LARGE = "The link holds more than this page opens. Ask for the question as a file. What was here before is still here.";
const UNKNOWN = "The link was made by a newer version of this page. Open it with that version. What was here before is still here.";

export const holdsQuestion = (fragment: string): boolean => fragment.startsWith(MARK);

export async function toFragment({ question, library }: Shared): Promise<string> {
  const packed = await deflate(new TextEncoder().encode(JSON.stringify({ library, question })));
  const bytes = new Uint8Array(CHECK + packed.length);
  new DataView(bytes.buffer).setUint32(0, crc32(packed));
  bytes.set(packed, CHECK);
  return `${MARK}${FORMAT}.${toBase64url(bytes)}`;
}

export async function fromFragment(fragment: string): Promise<Opened> {
  if (fragment.length > LONGEST) return { refused: TOO_LARGE };
  const [format, letters] = split(fragment);
  if (letters === undefined) return { refused: INCOMPLETE };
  if (format !== FORMAT) return { refused: /^\d+$/.test(format) ? UNKNOWN : INCOMPLETE };
  const bytes = fromBase64url(letters);
  if (!bytes || bytes.length <= CHECK) return { refused: INCOMPLETE };
  const packed = bytes.slice(CHECK);
  if (new DataView(bytes.buffer).getUint32(0) !== crc32(packed)) return { refused: INCOMPLETE };
  try {
    const document = await inflate(packed, LARGEST);
    if (!document) return { refused: TOO_LARGE };
    const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(document)) as Value;
    return shared(value);
  } catch {
    return { refused: INCOMPLETE };
  }
}

function split(fragment: string): [format: string, letters: string | undefined] {
  if (!holdsQuestion(fragment)) return ["", undefined];
  const rest = fragment.slice(MARK.length);
  const dot = rest.indexOf(".");
  return dot < 0 ? [rest, undefined] : [rest.slice(0, dot), withoutEnd(rest.slice(dot + 1))];
}

// Mail programs take a bracket or a full stop that follows a link for a part of it; the alphabet has none of these.
function withoutEnd(letters: string): string {
  const [of = ""] = /^[\w-]*/.exec(letters) ?? [];
  return /^(?:%[\da-f]{2}|[^\w-])*$/i.test(letters.slice(of.length)) ? of : letters;
}

function shared(value: Value): Opened {
  if (!isTable(value)) return { refused: INCOMPLETE };
  if (tooDeep(value)) return { refused: TOO_DEEP };
  const [question, library] = [own(value, "question"), own(value, "library")];
  if (!isQuestion(question) || typeof library !== "string") return { refused: INCOMPLETE };
  return { shared: { question, library } };
}
