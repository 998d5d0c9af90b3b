// What many rounds come to.
const ordered = (times) => [...times].sort((a, b) => a - b);

/** The smallest time that this share of the rounds did not exceed. */
const reached = (share) => (times) => ordered(times)[Math.ceil(share * times.length) - 1];

export const median = reached(0.5);
export const p95 = reached(0.95);
export const spread = (times) => ({ least: Math.min(...times), median: median(times), p95: p95(times) });
