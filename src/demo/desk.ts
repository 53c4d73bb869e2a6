import { AssetStatus } from "../assets/asset.entity";
import { Channel } from "../cases/case.entity";
import { Priority } from "../cases/settings.entity";
import type { OrderRow } from "../orders/order.steps";
import type { AssetRow } from "../transfer/commands/importAssets";
import type { CommentRow } from "../transfer/commands/importComments";
import type { CaseRow } from "../transfer/caseRow.rules";
import { MACHINES, type Machine } from "./catalogue";
import type { Dice } from "./dice";
import { contacts, customers, workersOf } from "./organisation";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A machine where it stands. */
interface Standing {
  readonly row: AssetRow;
  readonly machine: Machine;
  readonly customer: (typeof customers)[number] | null;
}

const daysBefore = (now: Date, days: number): string => new Date(now.getTime() - days * DAY).toISOString().slice(0, 10);

/** The machines of all customers, and a few in stock. */
export function assetsOf(dice: Dice, now: Date, count: number): Standing[] {
  return Array.from({ length: count }, (_, i): Standing => {
    const machine = dice.pick(MACHINES);
    const [sku, name] = dice.pick(machine.models);
    const customer = dice.chance(0.94) ? dice.pick(customers) : null;
    const bought = dice.below(1800);
    const number = String(i + 1).padStart(4, "0");
    return {
      machine,
      customer,
      row: {
        externalId: `demo:asset:${number}`,
        tag: `${machine.prefix}-${number}`,
        name,
        serialNumber: `${sku.replaceAll("-", "")}${100_000 + dice.below(900_000)}`,
        type: machine.type.key,
        status:
          customer === null ? AssetStatus.IN_STOCK : dice.chance(0.03) ? AssetStatus.RETIRED : AssetStatus.IN_SERVICE,
        customerExternalId: customer?.externalId ?? null,
        productSku: sku,
        location: customer === null ? "Warehouse" : dice.pick(["Kitchen", "Counter", "Cellar", "Bakery", "Bar"]),
        purchasedOn: daysBefore(now, bought),
        warrantyUntil: daysBefore(now, bought - 730),
        fields: machine.values(dice, (ago) => daysBefore(now, ago)),
      },
    };
  });
}

/** What was sold lately. */
export function ordersOf(dice: Dice, now: Date, count: number): OrderRow[] {
  const models = MACHINES.flatMap((machine) => machine.models);
  return Array.from({ length: count }, (_, i) => ({
    externalId: `demo:order:${i + 1}`,
    number: `NL-${2000 + i}`,
    customerExternalId: dice.pick(customers).externalId,
    placedAt: new Date(now.getTime() - dice.below(90 * 24) * HOUR),
    url: `https://shop.northlight.example/orders/${2000 + i}`,
    lines: Array.from({ length: 1 + dice.below(3) }, (_, n) => ({
      lineNumber: n + 1,
      sku: dice.pick(models)[0],
      quantity: 1 + dice.below(2),
    })),
  }));
}

type State = "new" | "open" | "on_hold" | "resolved" | "closed" | "canceled";

/** The older a case, the likelier it is over. */
function stateAt(dice: Dice, days: number): State {
  if (days < 1) return dice.weigh({ new: 45, open: 45, on_hold: 5, resolved: 5, closed: 0, canceled: 0 });
  if (days < 4) return dice.weigh({ new: 6, open: 50, on_hold: 14, resolved: 24, closed: 4, canceled: 2 });
  return dice.weigh({ new: 0, open: 7, on_hold: 4, resolved: 14, closed: 70, canceled: 5 });
}

/** The cases of the past month, and what was said on them; the youngest is minutes old. */
export function casesOf(dice: Dice, now: Date, assets: readonly Standing[], count: number) {
  const cases: CaseRow[] = [];
  const comments: CommentRow[] = [];
  const served = assets.filter(({ customer }) => customer !== null);
  for (let i = 0; i < count; i++) {
    const age = 30 * DAY * ((count - i) / count) ** 1.3 * (0.9 + dice.next() / 10) + 5 * 60_000;
    const one = caseOf(dice, now, dice.pick(served), Math.round(age / 60_000) * 60_000, i);
    cases.push(one);
    comments.push(...commentsOf(dice, now, one));
  }
  return { cases, comments };
}

/** Where a case that is still to be done waits. */
const queueOf = (reason: string, confidential: boolean): string =>
  confidential ? "inspections" : ["damage", "defect"].includes(reason) ? "field_service" : "support";

function caseOf(dice: Dice, now: Date, { row: asset, machine, customer }: Standing, age: number, i: number): CaseRow {
  const story = dice.pick(machine.stories);
  const branch = customer!.branch;
  const opened = now.getTime() - age;
  const state = stateAt(dice, age / DAY);
  const over = state === "resolved" || state === "closed";
  const within = (from: number, share: number) =>
    new Date(Math.round((from + (now.getTime() - from) * share) / 1000) * 1000);
  const answered = state === "new" ? null : new Date(opened + Math.min(age * 0.5, (0.2 + dice.next() * 5) * HOUR));
  const resolvedAt = over ? within(answered!.getTime(), 0.05 + dice.next() * 0.45) : null;
  const closedAt = state === "closed" ? within(resolvedAt!.getTime(), 0.1 + dice.next() * 0.5) : null;
  const technicians = workersOf(branch, "service");
  const desk = workersOf(branch, "support");
  const assignee = state === "new" || dice.chance(0.12) ? null : dice.pick(dice.chance(0.75) ? technicians : desk);
  const resolver = over ? (assignee ?? dice.pick(technicians)) : null;
  const confidential = story.title.startsWith("Look into");
  const contact = contacts.find((one) => one.customerExternalId === customer!.externalId);
  return {
    externalId: `demo:case:${i + 1}`,
    title: `${story.title} (${asset.tag})`,
    description: story.description,
    type: story.type,
    reason: story.reason,
    category: story.category,
    status: state,
    priority: dice.weigh({ LOW: 15, NORMAL: 55, HIGH: 22, URGENT: 8 }) as Priority,
    channel: dice.weigh({ PHONE: 45, EMAIL: 30, PORTAL: 15, WEB: 10 }) as Channel,
    tags: dice.chance(0.2) ? [dice.pick(["visit", "spare part", "goodwill", "repeat"])] : [],
    customerExternalId: customer!.externalId,
    contactEmail: contact?.email ?? null,
    assetTag: asset.tag,
    assigneeEmail: assignee,
    ...(assignee !== null && { team: technicians.includes(assignee) ? "field_service" : "support" }),
    ...((state === "new" || state === "open" || state === "on_hold") && { queue: queueOf(story.reason, confidential) }),
    branch,
    confidential,
    holdReason:
      state === "on_hold" ? dice.pick(["Waiting for a part", "Customer is away", "Supplier is looking into it"]) : null,
    cancelReason: state === "canceled" ? dice.pick(["Reported twice", "The customer found it"]) : null,
    escalationLevel: dice.chance(0.05) ? 1 : 0,
    openedAt: new Date(opened),
    firstRespondedAt: answered,
    resolvedAt,
    closedAt,
    canceledAt: state === "canceled" ? within(opened, 0.2) : null,
    resolutionPath: over ? story.path : null,
    resolutionNotes: over ? story.notes : null,
    resolvedByEmail: resolver,
    satisfaction:
      state === "closed" && dice.chance(0.6) ? Number(dice.weigh({ 1: 3, 2: 5, 3: 14, 4: 38, 5: 40 })) : null,
    reopenCount: over && dice.chance(0.05) ? 1 : 0,
  };
}

const ASKED = [
  "Any news on this?",
  "We need it before the weekend, please.",
  "It happened again this morning.",
  "Thank you, that helped for now.",
];
const ANSWERED = [
  "Thank you, we are on it.",
  "Could you send us a picture of the type plate?",
  "A technician will call you before the visit.",
  "The part is ordered and should be here in two days.",
];
const NOTED = [
  "Same fault as last spring, see the asset's history.",
  "Take the long ladder.",
  "Key is at the reception.",
  "Check whether it is still under warranty.",
];

function commentsOf(dice: Dice, now: Date, one: CaseRow): CommentRow[] {
  if (!one.firstRespondedAt) return [];
  const from = one.firstRespondedAt.getTime();
  const until = (one.resolvedAt ?? now).getTime();
  const said: CommentRow[] = [];
  const say = (texts: readonly string[], authorEmail: string | null, internal: boolean) => {
    const at = from + Math.round(((until - from) * said.length) / 4);
    const externalId = `${one.externalId.replace("case", "comment")}-${said.length + 1}`;
    const body = dice.pick(texts);
    said.push({ externalId, caseExternalId: one.externalId, authorEmail, body, internal, createdAt: new Date(at) });
  };
  const worker = one.assigneeEmail ?? one.resolvedByEmail ?? workersOf(one.branch!, "support")[0]!;
  say(ANSWERED, worker, false);
  if (dice.chance(0.4)) say(ASKED, one.contactEmail ?? null, false);
  if (dice.chance(0.35)) say(NOTED, worker, true);
  return said;
}
