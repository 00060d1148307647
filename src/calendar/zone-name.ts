const offset = /^[+-]([01]\d|2[0-3])(:?[0-5]\d)?$/;

/** What an abbreviation may stand for: it means another zone elsewhere, and no zone's clocks all year round. */
const meant: Readonly<Record<string, readonly string[]>> = {
  ACDT: ['Australia/Adelaide'],
  ACST: ['Australia/Adelaide', 'Australia/Darwin'],
  ADT: ['America/Halifax'],
  AEDT: ['Australia/Sydney', 'Australia/Melbourne'],
  AEST: ['Australia/Sydney', 'Australia/Brisbane'],
  AKDT: ['America/Anchorage'],
  AKST: ['America/Anchorage'],
  ART: ['America/Argentina/Buenos_Aires'],
  AST: ['America/Halifax', 'America/Puerto_Rico', 'Asia/Riyadh'],
  AWST: ['Australia/Perth'],
  BRT: ['America/Sao_Paulo'],
  BST: ['Europe/London', 'Asia/Dhaka'],
  CAT: ['Africa/Maputo'],
  CDT: ['America/Chicago', 'America/Havana'],
  CEST: ['Europe/Berlin', 'Europe/Paris', 'Europe/Madrid'],
  CET: ['Europe/Berlin', 'Europe/Paris', 'Europe/Madrid'],
  CLT: ['America/Santiago'],
  COT: ['America/Bogota'],
  CST: ['America/Chicago', 'Asia/Shanghai', 'America/Havana'],
  CST6CDT: ['America/Chicago'],
  EAT: ['Africa/Nairobi'],
  EDT: ['America/New_York', 'America/Toronto'],
  EEST: ['Europe/Athens', 'Europe/Bucharest', 'Europe/Helsinki'],
  EET: ['Europe/Athens', 'Europe/Bucharest', 'Europe/Helsinki'],
  EST: ['America/New_York', 'America/Toronto', 'America/Panama'],
  EST5EDT: ['America/New_York'],
  ET: ['America/New_York'],
  GMT: ['UTC', 'Europe/London'],
  GST: ['Asia/Dubai'],
  HKT: ['Asia/Hong_Kong'],
  HST: ['Pacific/Honolulu'],
  ICT: ['Asia/Bangkok'],
  IDT: ['Asia/Jerusalem'],
  IST: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  JST: ['Asia/Tokyo'],
  KST: ['Asia/Seoul'],
  MDT: ['America/Denver'],
  MSK: ['Europe/Moscow'],
  MST: ['America/Denver', 'America/Phoenix'],
  MST7MDT: ['America/Denver'],
  NDT: ['America/St_Johns'],
  NST: ['America/St_Johns'],
  NZDT: ['Pacific/Auckland'],
  NZST: ['Pacific/Auckland'],
  PDT: ['America/Los_Angeles', 'America/Vancouver'],
  PET: ['America/Lima'],
  PHT: ['Asia/Manila'],
  PKT: ['Asia/Karachi'],
  PST: ['America/Los_Angeles', 'America/Vancouver', 'Asia/Manila'],
  PST8PDT: ['America/Los_Angeles'],
  PT: ['America/Los_Angeles'],
  SAST: ['Africa/Johannesburg'],
  SGT: ['Asia/Singapore'],
  TRT: ['Europe/Istanbul'],
  UCT: ['UTC'],
  WAT: ['Africa/Lagos'],
  WEST: ['Europe/Lisbon', 'Atlantic/Canary'],
  WET: ['Europe/Lisbon', 'Atlantic/Canary'],
  WIB: ['Asia/Jakarta'],
  Z: ['UTC'],
  ZULU: ['UTC'],
};
const mostMeant = 3;

/**
 * Whether a zone is named so that it can mean one thing: `Area/Place` as the zone database has it, `UTC`, or an offset such
 * as `+02:00`. Abbreviations are none, also those that the database keeps: `BST` is Bangladesh there.
 */
export function isTimezone(name: string): boolean {
  if (/^utc$/i.test(name) || offset.test(name)) return true;
  return name.includes('/') && canonical(name) !== undefined;
}

/** Zones that a refused name may be meant for, the likeliest first. */
export function zonesMeantBy(name: string): readonly string[] {
  const known = meant[name.trim().toUpperCase()];
  if (known) return known;
  const alias = canonical(name);
  if (alias !== undefined && isTimezone(alias)) return [alias];
  const place = name.trim().toLowerCase().replaceAll(/\s+/g, '_').split('/').at(-1) ?? '';
  if (place === '') return [];
  return Intl.supportedValuesOf('timeZone')
    .filter((zone) => zone.toLowerCase().split('/').includes(place))
    .slice(0, mostMeant);
}

/** What should have stood in the place of a name that is no zone: `an IANA zone such as Europe/Athens (BST may mean …)`. */
export function explainTimezone(name: string): string {
  const zones = zonesMeantBy(name);
  const hint = zones.length === 0 ? '' : ` (${name} may mean ${either(zones)})`;
  return `an IANA zone such as Europe/Athens${hint}`;
}

function either(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}

/** Its name in the zone database; undefined where the runtime knows none. */
function canonical(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
