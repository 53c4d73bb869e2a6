import type { Writer } from "./worldWriter";

const ROLES = [
  "admin",
  "owner",
  "manager",
  "support_lead",
  "support",
  "dispatcher",
  "service",
  "service",
  "installer",
  "buyer",
  "buyer",
  "executive",
  "customer",
  "customer",
  null,
];
/** Whom and what the cases of a world are about. */
export interface Desk {
  readonly people: string[];
  readonly staff: string[];
  readonly customers: string[];
  readonly contacts: readonly { readonly id: string; readonly customer: string }[];
  readonly teams: string[];
  readonly branches: string[];
  readonly assets: string[];
  readonly products: string[];
  readonly orders: readonly { readonly id: string; readonly lines: readonly string[] }[];
  readonly workOrders: string[];
}

/** People of every role, who and what they deal with. */
export async function writePeople(w: Writer): Promise<Desk> {
  const { random } = w;
  const branches: string[] = [];
  for (const key of ["north", "south"])
    branches.push(
      await w.put("branch", {
        id: w.id(5),
        key,
        name: w.words(1),
        time_zone: "Europe/Vienna",
        active: key === "north",
      }),
    );
  const customers: string[] = [];
  for (let i = 0; i < 3; i++)
    customers.push(
      await w.put("customer", {
        id: w.id(6),
        external_id: w.maybe(0.6, () => `K-${i}`),
        kind: random.pick(["ORGANIZATION", "INDIVIDUAL"]),
        name: w.words(2),
        email: w.maybe(0.6, () => `desk${i}@example.org`),
        phone: w.maybe(0.5, () => "+43 1 234"),
        address: w.maybe(0.5, () => w.words()),
        time_zone: w.maybe(0.5, () => "Europe/Vienna"),
        branch_id: w.maybe(0.5, () => random.pick(branches)),
        tags: random.some(["vip", "slow payer", ""], random.below(3)),
        active: random.chance(0.8),
      }),
    );
  const people: string[] = [];
  const staff: string[] = [];
  const contacts: { id: string; customer: string }[] = [];
  for (const [i, role] of ROLES.entries()) {
    const customer = role === "customer" ? customers[contacts.length % 2]! : null;
    const id = await w.put("person", {
      id: w.id(2),
      external_id: w.maybe(0.4, () => `P-${i}`),
      name: w.words(2),
      email: `person${i}@example.org`,
      phone: w.maybe(0.4, () => "+43 2 345"),
      title: w.maybe(0.4, () => w.words(1)),
      locale: w.maybe(0.3, () => "de-AT"),
      active: random.chance(0.9),
      customer_id: customer,
      branch_id: w.maybe(0.4, () => random.pick(branches)),
      capacity: w.maybe(0.4, () => random.below(9)),
      password_hash: w.maybe(0.7, () => "none"),
    });
    people.push(id);
    if (customer) contacts.push({ id, customer });
    else staff.push(id);
    const keys = role === null ? [] : role === "admin" ? ["admin", "dispatcher"] : [role];
    for (const key of keys)
      await w.put("person_role", {
        person_id: id,
        role_id: (await w.ids(`SELECT id FROM role WHERE key = '${key}'`))[0],
      });
    await w.put("session", {
      id: w.id(8),
      person_id: id,
      family_hash: Buffer.from(`family ${i}`),
      refresh_hash: Buffer.from(`refresh ${i}`),
      access_hash: Buffer.from(`access ${i}`),
      access_expires_at: w.at(1, 2),
      user_agent: w.maybe(0.5, () => w.words(1)),
      started_at: w.at(-5, -1),
      last_used_at: w.at(-1, 0),
      expires_at: random.chance(0.7) ? w.at(1, 40) : w.at(-1, 0),
    });
    if (random.chance(0.5))
      await w.put("api_token", {
        id: w.id(7),
        name: w.words(1),
        secret_hash: Buffer.from(`token ${i}`),
        owner_id: id,
        permissions: w.maybe(0.5, () => ["SERVICE_READ"]),
        created_at: w.at(-9, 0),
        revoked_at: w.maybe(0.3, () => w.at(-1, 0)),
      });
  }
  await writeTeams(w, staff);
  const teams = await w.ids("SELECT id FROM team ORDER BY key");
  const products: string[] = [];
  for (let i = 0; i < 4; i++)
    products.push(
      await w.put("product", {
        id: w.id(13),
        external_id: w.maybe(0.4, () => `S-${i}`),
        sku: `SKU.${i}`,
        name: w.words(2),
      }),
    );
  const assets = await writeAssets(w, customers, people, products);
  const orders = await writeOrders(w, customers, products);
  const workOrders: string[] = [];
  for (let i = 0; i < 5; i++)
    workOrders.push(
      await w.put("work_order", {
        id: w.id(16),
        number: `W-${i}`,
        customer_id: w.maybe(0.7, () => random.pick(customers)),
        asset_id: w.maybe(0.6, () => random.pick(assets)),
        status: random.pick(["PLANNED", "IN_PROGRESS", "DONE"]),
        scheduled_at: w.maybe(0.6, () => w.at(-5, 50)),
      }),
    );
  await writeCalendars(w);
  return { people, staff, customers, contacts, teams, branches, assets, products, orders, workOrders };
}

/** Calendars, and some who go by them. */
async function writeCalendars(w: Writer): Promise<void> {
  const holidays = [
    { date: "2000-12-24", until: "2001-01-02", name: w.words(2), yearly: true },
    { date: "2026-11-03", until: null, name: w.words(1), yearly: false },
  ];
  const schedule = await w.put("holiday_schedule", {
    id: w.id(32),
    key: "closed",
    name: w.words(1),
    holidays: JSON.stringify(holidays),
    region: "AT-9",
  });
  const hours = [
    { weekday: "MONDAY", opens: "09:00", closes: "12:30" },
    { weekday: "MONDAY", opens: "13:00", closes: "24:00" },
  ];
  const calendar = await w.put("business_calendar", {
    id: w.id(33),
    key: "desk",
    name: w.words(1),
    time_zone: "Europe/Vienna",
    hours: JSON.stringify(hours),
    holiday_schedule_id: schedule,
  });
  await w.ids(`UPDATE branch SET calendar_id = '${calendar}' WHERE key = 'north' RETURNING id`);
  await w.ids(`UPDATE team SET calendar_id = '${calendar}', travel_buffer = '90 min' WHERE key = 'old' RETURNING id`);
  await w.ids(`UPDATE person SET calendar_id = '${calendar}', version = version + 1 WHERE capacity > 4 RETURNING id`);
}

async function writeTeams(w: Writer, staff: readonly string[]): Promise<void> {
  const skills: string[] = [];
  for (const name of ["welding", "Wiring", "öl"]) skills.push(await w.put("skill", { id: w.id(4), name }));
  await w.put("team", { id: w.id(3), key: "old", name: w.words(1), active: false, lead_id: w.random.pick(staff) });
  for (const [i, id] of (await w.ids("SELECT id FROM team ORDER BY key")).entries()) {
    // By a dispatcher, technicians and others: whoever leads sees what is confidential, whatever else they may.
    await w.ids(`UPDATE team SET lead_id = '${staff[5 + (i % 5)]}' WHERE id = '${id}' RETURNING id`);
    for (const person of w.random.some(staff, 1 + w.random.below(4)))
      await w.put("team_member", { team_id: id, person_id: person });
  }
  for (const person of staff)
    for (const skill of w.random.some(skills, w.random.below(3)))
      await w.put("person_skill", { person_id: person, skill_id: skill });
}

async function writeOrders(
  w: Writer,
  customers: readonly string[],
  products: readonly string[],
): Promise<Desk["orders"]> {
  const orders: { id: string; lines: string[] }[] = [];
  for (let i = 0; i < 6; i++) {
    const customer = w.maybe(0.8, () => w.random.pick(customers));
    const placed = w.maybe(0.7, () => w.at(-300, -100));
    const id = await w.put("sales_order", { id: w.id(15), number: `O-${i}`, customer_id: customer, placed_at: placed });
    const lines: string[] = [];
    for (let n = w.random.below(4); n > 0; n--)
      lines.push(
        await w.put("order_line", {
          id: w.id(14),
          order_id: id,
          line_number: n,
          product_id: w.maybe(0.8, () => w.random.pick(products)),
          quantity: w.random.below(5),
          description: w.maybe(0.5, () => w.words()),
        }),
      );
    orders.push({ id, lines });
  }
  return orders;
}

const modelled = (key: string, kind: string, more: object = {}) => ({
  ...{
    key,
    label: key.toUpperCase(),
    kind,
    required: false,
    options: [],
    unit: null,
    pattern: null,
    min: null,
    max: null,
  },
  ...more,
});

/** A field of every kind. */
const MODELLED = [
  modelled("power", "NUMBER", { unit: "kW", min: 0.5 }),
  modelled("colour", "CHOICE", { required: true, options: ["red", 'b "lue', "Red"] }),
  modelled("since", "DATE"),
  modelled("tested", "BOOLEAN"),
  modelled("remark", "TEXT", { pattern: ".*" }),
  modelled("ports", "MULTI_CHOICE", { options: ["usb", "hdmi", "x y"] }),
  modelled("manual", "URL"),
  modelled("poles", "NUMBER"),
];

function modelledValues(w: Writer, most: number): Record<string, unknown> {
  const { random } = w;
  const values: Record<string, unknown> = {
    power: random.pick([0.5, 1.5, 16, 1e21]),
    colour: random.pick(["red", 'b "lue', "Red"]),
    since: random.pick(["2024-02-29", "2026-10-31", "2026-11-01"]),
    tested: random.chance(0.5),
    remark: random.chance(0.2) ? "Ä long ".repeat(40) : w.words(2),
    ports: random.some(["usb", "hdmi", "x y"], 1 + random.below(3)),
    manual: "https://example.org/m",
    poles: random.below(4) - 1,
  };
  return Object.fromEntries(Object.entries(values).filter((_, i) => i < most && random.chance(0.6)));
}

async function writeAssets(
  w: Writer,
  customers: readonly string[],
  people: readonly string[],
  products: readonly string[],
): Promise<string[]> {
  const types: string[] = [];
  for (const key of ["pump", "valve"])
    types.push(
      await w.put("asset_type", {
        id: w.id(9),
        key,
        name: w.words(1),
        description: w.maybe(0.5, () => w.words()),
        active: key === "pump",
        fields: JSON.stringify(key === "pump" ? MODELLED : MODELLED.slice(0, 4)),
      }),
    );
  const assets: string[] = [];
  for (let i = 0; i < 14; i++) {
    const type = w.random.pick(types);
    assets.push(
      await w.put("asset", {
        id: w.id(10),
        external_id: w.maybe(0.4, () => `A-${i}`),
        tag: `T-${String(i).padStart(3, "0")}`,
        name: w.words(2),
        serial_number: w.maybe(0.6, () => `SN${w.random.below(5)}`),
        type_id: type,
        product_id: w.maybe(0.5, () => w.random.pick(products)),
        status: w.random.pick(["IN_STOCK", "IN_SERVICE", "IN_REPAIR", "RETIRED"]),
        customer_id: w.maybe(0.7, () => w.random.pick(customers)),
        holder_id: w.maybe(0.5, () => w.random.pick(people)),
        parent_id: w.maybe(0.4, () => assets[w.random.below(assets.length)] ?? null),
        location: w.maybe(0.4, () => w.words(1)),
        purchased_on: w.maybe(0.5, () => "2024-02-29"),
        warranty_until: w.maybe(0.6, () => w.random.pick(["2026-10-31", "2026-11-01", "2027-01-01"])),
        fields: JSON.stringify(modelledValues(w, type === types[0] ? 8 : 4)),
        notes: w.maybe(0.3, () => w.words()),
        created_at: w.at(-200, -100),
        updated_at: w.at(-100, 0),
      }),
    );
    const tells = { subject_id: assets[i], asset_id: assets[i] };
    await w.put("event", {
      kind: "CREATED",
      type: "ASSET_CREATED",
      ...tells,
      actor_id: w.maybe(0.8, () => w.random.pick(people)),
    });
  }
  return assets;
}
