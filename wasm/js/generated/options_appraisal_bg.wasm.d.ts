/* tslint:disable */
/* eslint-disable */
export const memory: WebAssembly.Memory;
export const __wbg_answer_free: (a: number, b: number) => void;
export const __wbg_question_free: (a: number, b: number) => void;
export const __wbg_reason_free: (a: number, b: number) => void;
export const answer_addresses: (a: number) => [number, number];
export const answer_explain: (a: number, b: number, c: number, d: number, e: number) => [number, number, number];
export const answer_html: (a: number) => [number, number];
export const answer_json: (a: number) => [number, number];
export const answer_text: (a: number) => [number, number];
export const question_load: (a: number, b: number) => [number, number, number];
export const question_run: (a: number) => [number, number, number];
export const question_title: (a: number) => [number, number];
export const reason_html: (a: number) => [number, number];
export const reason_json: (a: number) => [number, number];
export const reason_text: (a: number) => [number, number];
export const __wbindgen_externrefs: WebAssembly.Table;
export const __externref_drop_slice: (a: number, b: number) => void;
export const __wbindgen_free: (a: number, b: number, c: number) => void;
export const __wbindgen_malloc: (a: number, b: number) => number;
export const __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
export const __externref_table_dealloc: (a: number) => void;
export const __wbindgen_start: () => void;
