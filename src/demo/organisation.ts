import { CustomerKind } from "../people/customer.entity";
import type { CustomerRow } from "../transfer/commands/importCustomers";
import type { PersonRow } from "../transfer/personRow.rules";

/*
 * Northlight Kitchens sells, installs and looks after the machines of bakeries, canteens and cafés. It has three branches and
 * two dozen people, and exists nowhere but here.
 */

const DOMAIN = "northlight.example";

export const BRANCHES = [
  { key: "riverside", name: "Riverside", timeZone: "Europe/Vienna", manager: "gregor.halm" },
  { key: "old-mill", name: "Old Mill", timeZone: "Europe/Vienna", manager: "ines.cordero" },
  { key: "harbour", name: "Harbour", timeZone: "Europe/Lisbon", manager: "rui.tavares" },
] as const;

export const SKILLS = ["Ovens", "Refrigeration", "Coffee machines", "Dishwashers", "Electrical", "Gas", "Networks"];

export const TEAMS = [
  { key: "field_service", name: "Field service", description: "Technicians on the road.", lead: "mara.lindqvist" },
  {
    key: "installation",
    name: "Installation",
    description: "New kitchens, from delivery to hand-over.",
    lead: "gregor.halm",
  },
] as const;

type Staff = readonly [name: string, title: string, roles: string, branch: string, teams: string, skills?: string];

const STAFF: readonly Staff[] = [
  ["Helene Northlight", "Owner", "owner", "riverside", ""],
  ["Adrian Voss", "IT and administration", "admin", "riverside", ""],
  ["Gregor Halm", "Branch manager", "manager", "riverside", "branch_manager installation"],
  ["Ines Cordero", "Branch manager", "manager", "old-mill", "branch_manager"],
  ["Rui Tavares", "Branch manager", "manager", "harbour", "branch_manager"],
  ["Mara Lindqvist", "Head of service", "support_lead", "riverside", "support field_service"],
  ["Dora Keller", "Dispatcher", "dispatcher", "riverside", "support"],
  ["Paulo Nunes", "Dispatcher", "dispatcher", "harbour", "support"],
  ["Sami Okafor", "Service desk", "support", "riverside", "support"],
  ["Lena Hofer", "Service desk", "support", "riverside", "support"],
  ["Yara Haddad", "Service desk", "support", "old-mill", "support"],
  ["Tomasz Wilk", "Service desk", "support", "harbour", "support"],
  ["Tess Brunner", "Technician", "service", "riverside", "field_service", "Ovens, Electrical, Gas"],
  ["Jonas Eder", "Technician", "service", "riverside", "field_service", "Refrigeration, Electrical"],
  ["Nadia Petrova", "Technician", "service", "riverside", "field_service", "Coffee machines, Networks"],
  ["Oskar Thiel", "Technician", "service", "old-mill", "field_service", "Ovens, Dishwashers"],
  ["Femi Adeyemi", "Technician", "service", "old-mill", "field_service", "Refrigeration, Coffee machines"],
  ["Clara Reis", "Technician", "service", "harbour", "field_service", "Dishwashers, Electrical"],
  ["Duarte Pinto", "Technician", "service", "harbour", "field_service", "Ovens, Refrigeration, Gas"],
  ["Viktor Sand", "Fitter", "installer", "riverside", "installation", "Electrical, Gas"],
  ["Amina Diallo", "Fitter", "installer", "harbour", "installation", "Electrical, Networks"],
  ["Bruno Katz", "Buyer", "buyer", "riverside", "purchasing"],
  ["Marta Leal", "Stock and purchasing", "buyer", "harbour", "warehouse purchasing"],
  ["Edith Sommer", "Chief financial officer", "executive", "riverside", ""],
];

const loginOf = (name: string): string => name.toLowerCase().replaceAll(" ", ".");
export const addressOf = (login: string): string => `${login}@${DOMAIN}`;
const words = (text: string | undefined, between: string): string[] => (text ? text.split(between) : []);

/** Everybody who works there, as an import takes them. */
export const staff: readonly PersonRow[] = STAFF.map(([name, title, roles, branch, teams, skills], i) => ({
  externalId: `demo:staff:${loginOf(name)}`,
  name,
  title,
  email: addressOf(loginOf(name)),
  phone: `+43 1 5550 ${100 + i}`,
  roles: [roles],
  branch,
  teams: words(teams, " "),
  skills: words(skills, ", "),
  capacity: roles === "service" ? 12 : null,
}));

/** Who works with cases in a branch. */
export const workersOf = (branch: string, role: string): string[] =>
  staff.filter((one) => one.branch === branch && one.roles?.[0] === role).map((one) => one.email!);

const KITCHENS: readonly [name: string, branch: string, contacts: string][] = [
  ["Blue Bakery", "riverside", "Karin Blau, Felix Blau"],
  ["Canteen Eleven", "riverside", "Miriam Stern"],
  ["Hotel Sternwarte", "riverside", "Otto Wendt, Greta Ohm"],
  ["Rosenhof Nursing Home", "riverside", "Anja Feld"],
  ["Café Lumen", "riverside", "Luca Ferri"],
  ["St. Florian School", "riverside", "Petra Winkler"],
  ["Donau Catering", "riverside", "Hakan Yildiz, Vera Lang"],
  ["Kornblume Bakeries", "riverside", "Stefan Ruß"],
  ["Millbrook Brewery", "old-mill", "Ruth Aigner"],
  ["Gasthof Zur Post", "old-mill", "Alois Huber"],
  ["Old Mill Market Hall", "old-mill", "Noor Bakker, Sven Dahl"],
  ["Alpine Lodge", "old-mill", "Theresa Moser"],
  ["Kindergarten Wiesengrund", "old-mill", "Eva Pohl"],
  ["Bistro Vierzehn", "old-mill", "Camille Roux"],
  ["Tannberg Clinic", "old-mill", "Dr. Jan Kubik"],
  ["Padaria Central", "harbour", "Joana Matos"],
  ["Ferry Line Galley", "harbour", "Nuno Faria, Ilse Brandt"],
  ["Mercado do Cais", "harbour", "Beatriz Lobo"],
  ["Hotel Atlântico", "harbour", "Miguel Serra"],
  ["Ocean Café", "harbour", "Sofia Rocha"],
  ["University Canteen", "harbour", "Prof. Ana Veiga"],
  ["Lighthouse Grill", "harbour", "Tiago Melo"],
];
const HOUSEHOLDS: readonly [name: string, branch: string][] = [
  ["Elif Kaya", "riverside"],
  ["Georg Winter", "riverside"],
  ["Hanna Berg", "old-mill"],
  ["Pedro Alves", "harbour"],
];
const TAGS = [["contract"], ["contract", "key account"], [], [], ["new"], ["slow payer"]];

/** Kitchens and a few households, as an import takes them. */
export const customers: readonly (CustomerRow & { readonly branch: string })[] = [
  ...KITCHENS.map(([name, branch], i) => ({
    externalId: `demo:customer:${i + 1}`,
    kind: CustomerKind.ORGANIZATION,
    name,
    email: `kitchen${i + 1}@customer.example`,
    phone: `+43 1 5551 ${200 + i}`,
    address: `${i + 3} ${["Market Street", "Station Road", "Mill Lane", "Quay"][i % 4]}`,
    branch,
    tags: TAGS[i % TAGS.length]!,
  })),
  ...HOUSEHOLDS.map(([name, branch], i) => ({
    externalId: `demo:customer:${KITCHENS.length + i + 1}`,
    kind: CustomerKind.INDIVIDUAL,
    name,
    email: `${loginOf(name)}@home.example`,
    branch,
    tags: [],
  })),
];

/** The customers' people; the first of the first three kitchens sign in to the portal. */
export const contacts: readonly PersonRow[] = [
  ...KITCHENS.flatMap(([, , names], i) =>
    names.split(", ").map((name, n) => ({
      externalId: `demo:contact:${i + 1}-${n + 1}`,
      name,
      email: `contact${i + 1}-${n + 1}@customer.example`,
      phone: `+43 1 5552 ${100 + i * 2 + n}`,
      title: n === 0 ? "Kitchen manager" : "Deputy",
      customerExternalId: `demo:customer:${i + 1}`,
      roles: n === 0 && i < 3 ? ["customer"] : [],
    })),
  ),
  ...HOUSEHOLDS.map(([name], i) => ({
    externalId: `demo:contact:${KITCHENS.length + i + 1}-1`,
    name,
    email: `${loginOf(name)}@home.example`,
    customerExternalId: `demo:customer:${KITCHENS.length + i + 1}`,
  })),
];
