// What is asked, over which years, at whose prices.
import type { Group } from "./kinds";

export const settings: Group = {
  title: "What is asked",
  questions: [
    { address: "question.title", label: "The question", hint: "The title of the result and of what is saved.", kind: "text" },
    {
      address: "question.first_year",
      label: "First financial year",
      hint: "Two years that follow one another, such as 2027/28.",
      kind: "text",
    },
    { address: "question.years", label: "Number of years", kind: "whole", suffix: "years", accepted: "a whole number from 1 to 200" },
    {
      address: "question.prices",
      label: "Year of the prices",
      hint: "Amounts are in pounds of this year. The first year, if it is left empty.",
      kind: "text",
      optional: true,
      more: true,
    },
    {
      address: "question.as_of",
      label: "National figures as they stood on",
      hint: "Pay scales, tax rates and the like that were published by this day, such as 20 November 2026 or 20/11/2026. All figures, if it is left empty.",
      kind: "date",
      optional: true,
      more: true,
    },
    {
      address: "question.discounting",
      label: "Discount schedule",
      kind: "choice",
      choices: [
        ["standard", "Green Book: 3.5 per cent, falling after 30 years"],
        ["no_pure_time_preference", "Green Book without pure time preference: 3.0 per cent"],
        ["green_book_2026_text", "The 2026 text, as quoted by others; unverified"],
        ["review_2026", "What the review of 2026 recommends; not in force"],
        ["health", "Green Book, for health effects: 1.5 per cent"],
      ],
      optional: true,
      more: true,
    },
  ],
};
