/** The push services of browsers: nothing else is ever called, whatever a phone says. */
const HOSTS = ['fcm.googleapis.com', 'updates.push.services.mozilla.com'] as const;
const DOMAINS = ['.push.apple.com', '.notify.windows.com'] as const;

/** Whether an address is one of a browser's push service. */
export function isPushAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false;
  return (
    HOSTS.some((host) => hostname === host) || DOMAINS.some((domain) => hostname.endsWith(domain))
  );
}
