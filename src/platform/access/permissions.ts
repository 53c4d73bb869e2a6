/** What a role may allow. The order is the bit of each in a permission class: append, never reorder. */
export enum Permission {
  SERVICE_READ = "SERVICE_READ",
  SERVICE_OPEN = "SERVICE_OPEN",
  SERVICE_WRITE = "SERVICE_WRITE",
  SERVICE_ASSIGN = "SERVICE_ASSIGN",
  SERVICE_ESCALATE = "SERVICE_ESCALATE",
  SERVICE_RESOLVE = "SERVICE_RESOLVE",
  SERVICE_RESOLVE_OWN = "SERVICE_RESOLVE_OWN",
  SERVICE_DISPATCH = "SERVICE_DISPATCH",
  SERVICE_CONFIDENTIAL = "SERVICE_CONFIDENTIAL",
  SUPPLIER_RETURN_OPEN = "SUPPLIER_RETURN_OPEN",
  ASSET_READ = "ASSET_READ",
  ASSET_WRITE = "ASSET_WRITE",
  PEOPLE_READ = "PEOPLE_READ",
  PEOPLE_WRITE = "PEOPLE_WRITE",
  KNOWLEDGE_READ = "KNOWLEDGE_READ",
  KNOWLEDGE_WRITE = "KNOWLEDGE_WRITE",
  QUEUE_MANAGE = "QUEUE_MANAGE",
  ROUTING_MANAGE = "ROUTING_MANAGE",
  SLA_MANAGE = "SLA_MANAGE",
  SETTINGS_MANAGE = "SETTINGS_MANAGE",
  ACCESS_MANAGE = "ACCESS_MANAGE",
  INTEGRATION_MANAGE = "INTEGRATION_MANAGE",
  AUDIT_READ = "AUDIT_READ",
  DATA_TRANSFER = "DATA_TRANSFER",
  PORTAL = "PORTAL",
}

export const PERMISSIONS = Object.values(Permission);
const BIT = new Map(PERMISSIONS.map((permission, i) => [permission, 2 ** i]));

/** Permissions as one number: what statements are compiled for, so that plans are shared by all who may do the same. */
export function permissionClass(permissions: Iterable<Permission>): number {
  let bits = 0;
  for (const permission of new Set(permissions)) bits += BIT.get(permission) ?? 0;
  return bits;
}
