/** The first part of every question about whistles. */
export const WHISTLES = 'whistles';
