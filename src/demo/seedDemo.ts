import { createQueue } from "../queues/commands/createQueue";
import { QueueAccess } from "../queues/queue.entity";
import { createRoutingRule } from "../routing/commands/createRoutingRule";
import { reorderRoutingRules } from "../routing/commands/reorderRoutingRules";
import { updateRoutingRule } from "../routing/commands/updateRoutingRule";
import { createTask } from "../activities/commands/createTask";
import { createAssetType } from "../assets/commands/createAssetType";
import { createArticle } from "../knowledge/commands/createArticle";
import { publishArticle } from "../knowledge/commands/publishArticle";
import { createSkill } from "../people/commands/createSkill";
import { createTeam } from "../people/commands/createTeam";
import { saveBranch } from "../people/commands/saveBranch";
import { updateTeam } from "../people/commands/updateTeam";
import { hashPassword, newPassword } from "../platform/access/passwords";
import type { House } from "../platform/house";
import { ImportState } from "../transfer/importRun.entity";
import type { Ctx } from "../platform/work";
import { importAssets } from "../transfer/commands/importAssets";
import { importCases } from "../transfer/commands/importCases";
import { importComments } from "../transfer/commands/importComments";
import { importCustomers } from "../transfer/commands/importCustomers";
import { importOrders } from "../transfer/commands/importOrders";
import { importPeople } from "../transfer/commands/importPeople";
import { importProducts } from "../transfer/commands/importProducts";
import { ARTICLES, MACHINES } from "./catalogue";
import { addContracts } from "./contracts";
import { assetsOf, casesOf, ordersOf } from "./desk";
import { Dice } from "./dice";
import { addressOf, BRANCHES, contacts, customers, SKILLS, staff, TEAMS } from "./organisation";

/** How the demo's people sign in: all with one password, which is told this once. */
export interface DemoDesk {
  readonly password: string;
  /** Addresses with what each of them is. */
  readonly people: readonly { readonly email: string; readonly role: string }[];
}

const SEED = 4000;
const ASSETS = 200;
const CASES = 400;
const ORDERS = 60;

/** Fills a fresh house with the desk of a small organisation, by the product's own commands and imports. */
export async function seedDemo(house: House): Promise<DemoDesk> {
  const ctx: Ctx = { house, viewer: null, requestId: "demo", ip: null, userAgent: null, idempotency: null };
  const { rows } = await house.pool.query<{ now: Date }>("SELECT casegraph_now() AS now");
  const now = rows[0]!.now;
  const dice = new Dice(SEED);
  for (const name of SKILLS) await createSkill(ctx, name);
  for (const { key, name, timeZone } of BRANCHES) await saveBranch(ctx, { key, name, timeZone });
  for (const { key, name, description } of TEAMS) await createTeam(ctx, { key, name, description });
  for (const machine of MACHINES) await createAssetType(ctx, machine.type);
  await whole(ctx, importCustomers(ctx, customers));
  await whole(ctx, importPeople(ctx, [...staff, ...contacts]));
  // Only who can sign in can own a case.
  const desk = await letIn(house);
  await giveLeads(ctx);
  await whole(
    ctx,
    importProducts(
      ctx,
      MACHINES.flatMap(({ models }) => models.map(([sku, name]) => ({ sku, name }))),
    ),
  );
  await whole(ctx, importOrders(ctx, ordersOf(dice, now, ORDERS)));
  const assets = assetsOf(dice, now, ASSETS);
  await whole(
    ctx,
    importAssets(
      ctx,
      assets.map(({ row }) => row),
    ),
  );
  await openQueues(ctx);
  const { cases, comments } = casesOf(dice, now, assets, CASES);
  await whole(ctx, importCases(ctx, cases));
  for (let i = 0; i < comments.length; i += 1000) await whole(ctx, importComments(ctx, comments.slice(i, i + 1000)));
  await addTasks(ctx, dice, now);
  await addContracts(ctx, now);
  for (const article of ARTICLES) await publishArticle(ctx, (await createArticle(ctx, article)).article);
  return desk;
}

/** Every row must have been taken: what the demo tells is its own. */
async function whole(ctx: Ctx, run: Promise<{ readonly run: string }>): Promise<void> {
  const { rows } = await ctx.house.pool.query<{ state: ImportState; failed: number; errors: unknown }>(
    "SELECT state, failed, errors FROM import_run WHERE id = $1",
    [(await run).run],
  );
  const { state, failed, errors } = rows[0]!;
  if (state !== ImportState.DONE || failed > 0) throw new Error(`The demo desk is broken: ${JSON.stringify(errors)}`);
}

async function idOf(ctx: Ctx, login: string): Promise<string> {
  const { rows } = await ctx.house.pool.query<{ id: string }>("SELECT id FROM person WHERE email = $1", [
    addressOf(login),
  ]);
  return rows[0]!.id;
}

async function giveLeads(ctx: Ctx): Promise<void> {
  for (const { manager, ...branch } of BRANCHES)
    await saveBranch(ctx, { ...branch, managerId: await idOf(ctx, manager) });
  for (const { key, lead } of TEAMS) await updateTeam(ctx, key, { leadId: await idOf(ctx, lead) });
}

/** A queue for the desk and one for the technicians, which the last rules lead to; and a closed one for inspections. */
async function openQueues(ctx: Ctx): Promise<void> {
  await createQueue(ctx, { key: "support", name: "Support desk", team: "support" });
  await createQueue(ctx, { key: "field_service", name: "Field service", team: "field_service" });
  const managers = await Promise.all(BRANCHES.map(({ manager }) => idOf(ctx, manager)));
  const access = QueueAccess.PRIVATE;
  await createQueue(ctx, { key: "inspections", name: "Inspections", access, memberIds: [...new Set(managers)] });
  const condition = { reason: { in: ["damage", "defect"] } };
  await createRoutingRule(ctx, {
    name: "Damage and defects",
    condition,
    queue: "field_service",
    team: "field_service",
  });
  const { rows } = await ctx.house.pool.query<{ id: string; name: string }>(
    "SELECT id, name FROM routing_rule WHERE deleted_at IS NULL ORDER BY position",
  );
  const rest = rows.find(({ name }) => name === "Everything else")!;
  await updateRoutingRule(ctx, rest.id, { queue: "support" });
  await reorderRoutingRules(
    ctx,
    [...rows.filter((rule) => rule !== rest), rest].map(({ id }) => id),
  );
}

const TASKS = ["Call the customer", "Order the part", "Visit the site", "Check the warranty", "Send the quote"];

/** Something to do on a third of what is open, most of it soon. */
async function addTasks(ctx: Ctx, dice: Dice, now: Date): Promise<void> {
  const { rows } = await ctx.house.pool.query<{ id: string; assignee_id: string | null; team: string }>(
    `SELECT c.id, c.assignee_id, t.key AS team FROM service_case c JOIN team t ON t.id = c.team_id
     WHERE c.state IN ('OPEN', 'ON_HOLD') ORDER BY c.number_seq`,
  );
  for (const { id, assignee_id, team } of rows) {
    if (!dice.chance(0.35)) continue;
    const dueAt = new Date(now.getTime() + (dice.below(96) - 20) * 3_600_000);
    await createTask(ctx, { caseId: id, subject: dice.pick(TASKS), assigneeId: assignee_id, team, dueAt });
  }
}

async function letIn(house: House): Promise<DemoDesk> {
  const password = newPassword();
  const people = [...staff, ...contacts].flatMap(({ email, roles }) =>
    email && roles?.[0] ? [{ email, role: roles[0] }] : [],
  );
  await house.pool.query("UPDATE person SET password_hash = $1 WHERE email = ANY ($2)", [
    await hashPassword(password),
    people.map(({ email }) => email),
  ]);
  return { password, people };
}
