import type { TeamsSettings } from './settings.ts';

/** Whether people of a tenant are answered: ours, and those that are allowed. One that is not told is neither. */
export function isInside(tenant: string | undefined, { tenantId, tenants = [] }: Tenants): boolean {
  return tenant !== undefined && (tenant === tenantId || tenants.includes(tenant));
}

export type Tenants = Pick<TeamsSettings, 'tenantId' | 'tenants'>;
