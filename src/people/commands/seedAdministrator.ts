import { checkPassword, hashPassword, newPassword } from "../../platform/access/passwords";
import { SettingsError } from "../../platform/config";
import { Refusal } from "../../platform/errors";
import type { House } from "../../platform/house";
import { newId } from "../../platform/ids";
import { sql } from "../../platform/sql";
import { transact } from "../../platform/transact";
import type { Ctx } from "../../platform/work";
import { setLinks } from "../people.steps";
import { Person } from "../person.entity";
import { ADMIN_ROLE } from "../rules";

/** How the first administrator signs in; the password is null where the settings gave it. */
export interface FirstAdministrator {
  readonly email: string;
  readonly password: string | null;
}

/**
 * On the first boot, when nobody is there yet: makes the administrator of the settings, with the roles admin and
 * dispatcher, and answers how to sign in, once. Null when somebody is there.
 */
export async function seedAdministrator(house: House): Promise<FirstAdministrator | null> {
  const { rows } = await house.pool.query("SELECT FROM person LIMIT 1");
  if (rows.length > 0) return null;
  const { adminEmail: email, adminPassword } = house.settings;
  const password = adminPassword ?? newPassword();
  try {
    checkPassword(password, "CASEGRAPH_ADMIN_PASSWORD");
  } catch (error) {
    throw error instanceof Refusal ? new SettingsError(error.message) : error;
  }
  const passwordHash = await hashPassword(password);
  const ctx: Ctx = { house, viewer: null, requestId: "first-boot", ip: null, userAgent: null, idempotency: null };
  const { seeded } = await transact(ctx, async (work) => {
    // Two servers may see an empty database at the same time.
    await work.query(sql`LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE`);
    if (await work.one(sql`SELECT 1 FROM person LIMIT 1`)) return { seeded: false };
    const id = newId(2);
    await work.insert(Person, {
      id,
      name: "Administrator",
      email,
      passwordHash,
      createdAt: work.now,
      updatedAt: work.now,
    });
    await setLinks(work, id, "roles", [ADMIN_ROLE, "dispatcher"], "roles");
    work.record({ kind: "CREATED", type: "PERSON_CREATED", subjectId: id });
    return { seeded: true };
  });
  return seeded ? { email, password: adminPassword === null ? password : null } : null;
}
