/* tslint:disable */
/* eslint-disable */

/**
 * What an appraisal comes to.
 */
export class Answer {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The addresses of all rows.
     */
    addresses(): string[];
    /**
     * How a number came about.
     *
     * # Errors
     * The problem, as JSON.
     */
    explain(address: string, year?: string | null): Reason;
    /**
     * The options side by side, as HTML.
     */
    html(): string;
    /**
     * The whole result as JSON.
     */
    json(): string;
    /**
     * The options side by side, as text.
     */
    text(): string;
}

/**
 * A question that has been read, checked and laid out.
 */
export class Question {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Reads a question from its text.
     *
     * # Errors
     * The problems, as JSON.
     */
    static load(text: string): Question;
    /**
     * Works it out.
     *
     * # Errors
     * The problems, as JSON.
     */
    run(): Answer;
    /**
     * The title of the question.
     */
    readonly title: string;
}

/**
 * How one number came about.
 */
export class Reason {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * As HTML.
     */
    html(): string;
    /**
     * As JSON.
     */
    json(): string;
    /**
     * As indented text.
     */
    text(): string;
}

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_answer_free: (a: number, b: number) => void;
    readonly __wbg_question_free: (a: number, b: number) => void;
    readonly __wbg_reason_free: (a: number, b: number) => void;
    readonly answer_addresses: (a: number) => [number, number];
    readonly answer_explain: (a: number, b: number, c: number, d: number, e: number) => [number, number, number];
    readonly answer_html: (a: number) => [number, number];
    readonly answer_json: (a: number) => [number, number];
    readonly answer_text: (a: number) => [number, number];
    readonly question_load: (a: number, b: number) => [number, number, number];
    readonly question_run: (a: number) => [number, number, number];
    readonly question_title: (a: number) => [number, number];
    readonly reason_html: (a: number) => [number, number];
    readonly reason_json: (a: number) => [number, number];
    readonly reason_text: (a: number) => [number, number];
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __externref_drop_slice: (a: number, b: number) => void;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
