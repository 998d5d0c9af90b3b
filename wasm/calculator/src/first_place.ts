/** Whether the core gave an option the first place, alone or with others. */
export const isFirst = (rank: string): boolean => rank === "1" || rank === "1=";
