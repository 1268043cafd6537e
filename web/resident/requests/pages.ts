/** All that belongs to 报事, in one piece: no code waits for it. */
export { default as AskPage } from './ask-page.vue';
export { default as RequestPage } from './request-page.vue';
export { default as RequestsPage } from './requests-page.vue';
export { default as ScoreboardPage } from './scoreboard-page.vue';
export { keepSending } from './send-waiting.ts';
