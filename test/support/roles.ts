import { permissionClass, type Permission } from "../../src/platform/access/permissions";
import type { Viewer } from "../../src/platform/access/viewer";
import type { TestHouse } from "./house";

/** A viewer for each role, and for each combination of roles, that somebody in the house has. */
export async function viewersOf(house: TestHouse): Promise<{ readonly name: string; readonly viewer: Viewer }[]> {
  const rows = await house.rows<{ id: string; customer_id: string | null; roles: string[] | null; may: Permission[] }>(
    `SELECT p.id, p.customer_id, array_agg(r.key ORDER BY r.key) FILTER (WHERE r.key IS NOT NULL) AS roles,
       coalesce(jsonb_agg(r.permissions) FILTER (WHERE r.key IS NOT NULL), '[]') AS may
     FROM person p LEFT JOIN person_role h ON h.person_id = p.id LEFT JOIN role r ON r.id = h.role_id
     WHERE p.email LIKE 'person%' GROUP BY p.id ORDER BY p.email`,
  );
  return rows.map(({ id, customer_id, roles, may }, i) => {
    const permissions = (may as unknown as Permission[][]).flat();
    return {
      name: `${roles?.join(" and ") ?? "nobody in particular"} (${i})`,
      viewer: {
        personId: id,
        permissions: new Set(permissions),
        permissionClass: permissionClass(permissions),
        customerId: customer_id,
        timeZone: "UTC",
        sessionId: null,
        apiTokenId: null,
        expiresAt: null,
      },
    };
  });
}
