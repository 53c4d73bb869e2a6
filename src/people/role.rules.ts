import { PERMISSIONS, Permission } from "../platform/access/permissions";
import { invalid } from "../platform/errors";

/** Each once and in the order of the enum; refuses PORTAL beside anything else, since walls are built for who has it alone. */
export function rolePermissions(permissions: readonly Permission[], path: string): Permission[] {
  const given = PERMISSIONS.filter((permission) => permissions.includes(permission));
  if (given.length > 1 && given.includes(Permission.PORTAL))
    throw invalid({ path, rule: "alone", message: "PORTAL stands alone" });
  return given;
}
