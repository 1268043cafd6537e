/** The push services of browsers: nothing else is ever called, whatever a phone says. */
const PUSH_ADDRESS =
  /^https:\/\/(fcm\.googleapis\.com|updates\.push\.services\.mozilla\.com|([a-z0-9-]+\.)+(push\.apple|notify\.windows)\.com)\/[!-~]+$/;

/** Whether an address is one of a browser's push service. */
export const isPushAddress = (address: string): boolean => PUSH_ADDRESS.test(address);
