import { CaseLinkKind } from "../../src/cases/caseLink.entity";
import { EntitlementUnit } from "../../src/entitlements/entitlement.entity";
import { cancelActivity } from "../../src/activities/commands/cancelActivity";
import { createTask } from "../../src/activities/commands/createTask";
import { logPhoneCall } from "../../src/activities/commands/logPhoneCall";
import { scheduleAppointment } from "../../src/activities/commands/scheduleAppointment";
import { AppointmentPurpose, Direction } from "../../src/activities/activity.entity";
import { linkArticle } from "../../src/knowledge/commands/linkArticle";
import { createArticle } from "../../src/knowledge/commands/createArticle";
import { createApiToken } from "../../src/people/commands/createApiToken";
import { addCollaborators } from "../../src/cases/commands/addCollaborators";
import { associatePerson } from "../../src/cases/commands/associatePerson";
import { addToQueue } from "../../src/queues/commands/addToQueue";
import { assignCase } from "../../src/cases/commands/assignCase";
import { commentOnCase } from "../../src/cases/commands/commentOnCase";
import { linkCases } from "../../src/cases/commands/linkCases";
import { createContract } from "../../src/entitlements/commands/createContract";
import { createEntitlement } from "../../src/entitlements/commands/createEntitlement";
import { saveView } from "../../src/cases/commands/saveView";
import { tagCase } from "../../src/cases/commands/tagCase";
import { CaseState } from "../../src/cases/settings.entity";
import { addLink } from "../../src/evidence/commands/addLink";
import { newId } from "../../src/platform/ids";
import type { Ctx } from "../../src/platform/work";
import { openSupplierReturn } from "../../src/returns/commands/openSupplierReturn";
import type { Desk, Somebody } from "./desk";
import { caseIn, processForAll } from "./verbs";

/** Things of somebody's, or of nobody's in particular, that actions are tried on. */
export interface Subjects {
  readonly open: string;
  readonly held: string;
  readonly resolved: string;
  readonly task: string;
  readonly canceled: string;
  /** Of no case. */
  readonly call: string;
  readonly appointment: string;
  readonly attachment: string;
  readonly link: string;
  readonly supplierReturn: string;
  readonly comment: string;
  readonly caseLink: string;
  /** In a queue: a case that nobody has, and one that its person holds. */
  readonly free: string;
  readonly picked: string;
}

/** What else actions name. */
export interface World {
  readonly desk: Desk;
  readonly customer: string;
  readonly asset: string;
  readonly colleague: Somebody;
  /** Without a role. */
  readonly nobody: string;
  readonly role: string;
  readonly skill: string;
  readonly draft: string;
  readonly article: string;
  readonly apiToken: string;
  /** Shared, of the administrator's. */
  readonly view: string;
  readonly rule: string;
  readonly rules: readonly string[];
  readonly contract: string;
  readonly entitlement: string;
  subjectsOf(person: Somebody, staff?: boolean): Promise<Subjects>;
}

const AT = (day: number, hour: number) => new Date(Date.UTC(2031, 0, day, hour));
let days = 0;

async function subjects(
  world: Omit<World, "subjectsOf">,
  system: Ctx,
  person: Somebody,
  staff: boolean,
): Promise<Subjects> {
  const { desk, customer, article } = world;
  const owned = staff ? { assigneeId: person.id } : {};
  const input = { ...owned, customerId: customer };
  const [open, held, resolved] = [
    await caseIn(system, CaseState.OPEN, input),
    await caseIn(system, CaseState.ON_HOLD, input),
    await caseIn(system, CaseState.RESOLVED, input),
  ];
  const on = { caseId: open, ...owned };
  const [task, canceled] = [
    (await createTask(system, { ...on, subject: "Look" })).activity,
    (await createTask(system, { ...on, subject: "Wait" })).activity,
  ];
  await cancelActivity(system, { id: canceled });
  await desk.rows("UPDATE activity SET created_by_id = $2, version = version + 1 WHERE id = $1", task, person.id);
  const call = (await logPhoneCall(system, { ...owned, subject: "Ring", direction: Direction.INCOMING })).activity;
  const day = ++days;
  const times = { startsAt: AT(day, 9), endsAt: AT(day, 10) };
  const appointment = (
    await scheduleAppointment(system, { ...on, subject: "Visit", purpose: AppointmentPurpose.SERVICE, ...times })
  ).activity;
  const { link } = await addLink(system, { subjectId: open, title: "Tracker", url: "https://example.org/1" });
  const { supplierReturn } = await openSupplierReturn(system, { caseId: open, supplier: "ACME", quantity: 1 });
  await linkArticle(system, { caseId: open, articleId: article });
  await tagCase(system, { id: open, tags: ["red"] });
  await associatePerson(system, { caseId: open, personId: world.nobody, relation: "witness" });
  await addCollaborators(system, { id: open, personIds: [world.colleague.id] });
  const { comment } = await commentOnCase(system, { id: open, body: "Mine" });
  await desk.rows("UPDATE comment SET author_id = $2 WHERE id = $1", comment, person.id);
  await linkCases(system, { fromId: open, toId: held, kind: CaseLinkKind.RELATES_TO });
  const [caseLink] = await desk.rows("SELECT id FROM case_link WHERE from_id = $1 OR to_id = $1", open);
  const queued = async () => {
    const id = await caseIn(system, CaseState.OPEN, { customerId: customer });
    return { id, item: (await addToQueue(system, { subjectId: id, queue: "spare" })).item };
  };
  const [free, picked] = [await queued(), await queued()];
  if (staff) await assignCase(system, { id: picked.id, personId: person.id });
  const attachment = newId(11);
  await desk.rows(
    `INSERT INTO attachment (id, case_id, filename, content_type, size, sha256, blocks, storage_key)
     VALUES ($1, $2, 'a.txt', 'text/plain', 1, repeat('0', 64), '', $3)`,
    attachment,
    open,
    newId(0),
  );
  return {
    open,
    held,
    resolved,
    task,
    canceled,
    call,
    appointment,
    attachment,
    link,
    supplierReturn,
    comment,
    caseLink: caseLink!.id,
    free: free.item,
    picked: picked.item,
  };
}

/** A desk with one of everything. */
export async function worldOf(desk: Desk): Promise<World> {
  const system = desk.ctx();
  const { sdk } = desk.admin;
  await processForAll(system);
  const customer = (await sdk.CreateCustomer({ input: { name: "Acme" } })).createCustomer.customer.id;
  await sdk.CreateAssetType({ input: { key: "pump", name: "Pump" } });
  const made = await sdk.CreateAsset({ input: { tag: "P-1", name: "Pump", type: "pump", customerId: customer } });
  const colleague = await desk.person("Olga", ["service"]);
  const one = async (query: string) => {
    const { data, errors } = await desk.ask(`mutation { made: ${query} }`, {}, desk.admin.token);
    if (!data) throw new Error(JSON.stringify(errors));
    return data.made;
  };
  const nobody = (await one(`createPerson(input: { name: "Nobody" }) { person { id } }`)).person.id;
  const role = (await one(`createRole(input: { key: "spare", name: "Spare", permissions: [] }) { role { id } }`)).role
    .id;
  const skill = (await one(`createSkill(name: "Welding") { skill { id } }`)).skill.id;
  await one(`createTeam(input: { key: "spare", name: "Spare" }) { team { id } }`);
  await one(`saveHolidaySchedule(input: { key: "spare", name: "Spare" }) { schedule: __typename }`);
  await one(
    `saveBusinessCalendar(input: { key: "spare", name: "Spare", timeZone: "UTC", aroundTheClock: true }) { __typename }`,
  );
  const admin = desk.ctx(await desk.viewer(desk.admin.token));
  for (const key of ["spare", "other"])
    await one(`createQueue(input: { key: "${key}", name: "${key}" }) { __typename }`);
  const rule = (
    await one(
      `createRoutingRule(input: { name: "Spare", condition: {}, team: "support", active: false }) { rule { id } }`,
    )
  ).rule.id;
  const rules = (await desk.rows<{ id: string }>("SELECT id FROM routing_rule ORDER BY position")).map(({ id }) => id);
  const dates = { startsOn: "2020-01-01", endsOn: "2040-01-01" };
  const { contract } = await createContract(system, { number: "K-1", name: "K", customerId: customer, ...dates });
  const { entitlement } = await createEntitlement(system, {
    name: "E",
    customerId: customer,
    unit: EntitlementUnit.UNLIMITED,
    ...dates,
  });
  const [draft, article] = [
    (await createArticle(admin, { title: "Draft", body: "x" })).article,
    (await createArticle(admin, { title: "Known", body: "x" })).article,
  ];
  await one(`publishArticle(id: "${article}") { __typename }`);
  const apiToken = (await createApiToken(desk.ctx(await desk.viewer(colleague.token)), { name: "t" })).apiToken;
  const { view } = await saveView(admin, { input: { name: "Open", shared: true, filter: { view: "OPEN" } } });
  const world = {
    desk,
    view,
    customer,
    asset: made.createAsset.asset.id,
    colleague,
    nobody,
    role,
    skill,
    draft,
    article,
    apiToken,
    rule,
    rules,
    contract,
    entitlement,
  };
  return { ...world, subjectsOf: (person, staff = true) => subjects(world, system, person, staff) };
}
