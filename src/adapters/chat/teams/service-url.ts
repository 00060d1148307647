/** The hosts from which Teams speaks in Microsoft's public, GCC, GCC High and DoD clouds. */
const publicHosts = [
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
];

/** What decides whom we believe to be Teams. */
interface Trust {
  /** Replaces the public hosts. */
  readonly serviceUrlHosts?: readonly string[] | undefined;
  readonly ToBotFromChannelOpenIdMetadataUrl?: string | undefined;
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/**
 * Whether our bearer token may be sent to an activity's `serviceUrl`. This machine's own addresses are only allowed
 * where the signing keys come from it as well.
 */
export function isAllowedServiceUrl(serviceUrl: string, trust: Trust): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { hostname, protocol } = new URL(serviceUrl);
  if (isLoopback(hostname)) return /^https?:$/.test(protocol) && isLocal(trust.ToBotFromChannelOpenIdMetadataUrl);
  return protocol === 'https:' && (trust.serviceUrlHosts ?? publicHosts).includes(hostname);
}

/** Whether an address is this machine's own. */
export function isLocal(url: string | undefined): boolean {
  return url !== undefined && URL.canParse(url) && isLoopback(new URL(url).hostname);
}
