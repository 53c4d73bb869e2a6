import { FieldKind } from "../assets/asset.entity";
import type { CreateAssetType } from "../assets/commands/createAssetType";
import type { Dice } from "./dice";

const { BOOLEAN, CHOICE, DATE, MULTI_CHOICE, NUMBER, TEXT } = FieldKind;

/** Something that goes wrong with a machine: what is reported, why, and how it ends. */
export interface Story {
  readonly title: string;
  readonly description: string;
  readonly type: string;
  readonly reason: string;
  readonly category: string;
  readonly path: string;
  readonly notes: string;
}

/** A kind of machine: its fields, the models that are sold of it, and what happens to it. */
export interface Machine {
  readonly type: CreateAssetType;
  readonly prefix: string;
  readonly models: readonly (readonly [sku: string, name: string])[];
  /** `day` answers the date so many days ago. */
  readonly values: (dice: Dice, day: (ago: number) => string) => Record<string, unknown>;
  readonly stories: readonly Story[];
}

const field = (key: string, label: string, kind: FieldKind, more: object = {}) => ({
  key,
  label,
  kind,
  required: false,
  ...more,
});
/** `type/reason/category → path`, then title | description | notes. */
const story = (sort: string, told: string): Story => {
  const [what, path] = sort.split(" → ");
  const [type, reason, category] = what!.split("/");
  const [title, description, notes] = told.split(" | ");
  return {
    title: title!,
    description: description!,
    notes: notes!,
    type: type!,
    reason: reason!,
    category: category!,
    path: path!,
  };
};

export const MACHINES: readonly Machine[] = [
  {
    type: {
      key: "oven",
      name: "Oven",
      fields: [
        field("power_kw", "Power", NUMBER, { required: true, unit: "kW", min: 1, max: 80 }),
        field("fuel", "Fuel", CHOICE, { options: ["electric", "gas"] }),
        field("decks", "Decks", NUMBER, { min: 1, max: 6 }),
      ],
    },
    prefix: "OV",
    models: [
      ["NL-OV-120", "Deck oven Hearth 120"],
      ["NL-OV-200", "Deck oven Hearth 200"],
      ["NL-CO-10", "Combi oven Drift 10"],
      ["NL-CO-20", "Combi oven Drift 20"],
    ],
    values: (dice) => ({
      power_kw: 6 + dice.below(30),
      fuel: dice.chance(0.7) ? "electric" : "gas",
      decks: 1 + dice.below(4),
    }),
    stories: [
      story(
        "repair/defect/other → repaired",
        "Oven does not reach temperature | Stops at 160 degrees since this morning, the display shows no fault. | Heating element of the upper deck replaced, calibrated.",
      ),
      story(
        "warranty/missing_part/other → part_sent",
        "Steam nozzle missing from delivery | The new oven came without the steam nozzle set. | Nozzle set sent by courier.",
      ),
      story(
        "damage/damage/physical_damage → replaced",
        "Door glass cracked | A trolley hit the door. The oven still runs, but the glass is cracked through. | Inner and outer glass replaced.",
      ),
      story(
        "maintenance/other/maintenance → advised",
        "Yearly service due | Reminder from the service plan, any morning next week suits. | Cleaned, seals checked, burner adjusted.",
      ),
    ],
  },
  {
    type: {
      key: "refrigerator",
      name: "Refrigerator",
      fields: [
        field("volume_l", "Volume", NUMBER, { required: true, unit: "l", min: 50, max: 5000 }),
        field("refrigerant", "Refrigerant", CHOICE, { options: ["R290", "R600a", "R744"] }),
        field("freezer", "Freezer", BOOLEAN),
      ],
    },
    prefix: "RF",
    models: [
      ["NL-RF-400", "Upright fridge Fjord 400"],
      ["NL-RF-700", "Upright fridge Fjord 700"],
      ["NL-CR-12", "Cold room Glacier 12"],
    ],
    values: (dice) => ({
      volume_l: 200 + dice.below(20) * 50,
      refrigerant: dice.pick(["R290", "R600a", "R744"]),
      freezer: dice.chance(0.3),
    }),
    stories: [
      story(
        "repair/defect/other → repaired",
        "Cold room too warm | Eleven degrees inside, compressor runs all the time. Goods are at risk. | Leak found at the evaporator, sealed and refilled.",
      ),
      story(
        "repair/defect/other → repaired",
        "Loud rattling at the back | Since yesterday, mostly at night. | Fan blade was loose; replaced.",
      ),
      story(
        "complaint/wrong_item/other → replaced",
        "Wrong shelves delivered | Ordered for the 700, these fit the 400. | Right shelves delivered, the others taken back.",
      ),
      story(
        "inspection/other/content_inspection → no_fault_found",
        "Temperature log for the inspector | The health office asks for the log of the last three months. | Log read out and handed over, no gap in it.",
      ),
    ],
  },
  {
    type: {
      key: "dishwasher",
      name: "Dishwasher",
      fields: [
        field("baskets_per_hour", "Baskets per hour", NUMBER, { min: 10, max: 400 }),
        field("softener", "Water softener", BOOLEAN),
        field("connections", "Connections", MULTI_CHOICE, { options: ["cold", "warm", "osmosis"] }),
      ],
    },
    prefix: "DW",
    models: [
      ["NL-DW-60", "Hood dishwasher Tide 60"],
      ["NL-DW-180", "Rack conveyor Tide 180"],
    ],
    values: (dice) => ({
      baskets_per_hour: 30 + dice.below(15) * 10,
      softener: dice.chance(0.6),
      connections: dice.chance(0.5) ? ["cold", "osmosis"] : ["cold", "warm"],
    }),
    stories: [
      story(
        "repair/defect/other → repaired",
        "Does not drain | Water stands in the tank after the programme. | Drain pump blocked by a label; removed, pump checked.",
      ),
      story(
        "repair/defect/other → replaced",
        "Glasses come out cloudy | New salt and detergent did not help. | Softener cartridge was spent; replaced.",
      ),
      story(
        "repair/access_issue/other → advised",
        "No access to the shut-off valve | The technician could not get behind the counter last time. | Counter moved by the customer, valve marked.",
      ),
    ],
  },
  {
    type: {
      key: "coffee_machine",
      name: "Coffee machine",
      fields: [
        field("groups", "Groups", NUMBER, { min: 1, max: 4 }),
        field("milk_system", "Milk system", BOOLEAN),
        field("descaled_on", "Descaled on", DATE),
      ],
    },
    prefix: "CM",
    models: [
      ["NL-CM-2", "Espresso machine Dawn 2"],
      ["NL-CM-3", "Espresso machine Dawn 3"],
      ["NL-CM-A", "Automatic machine Noon"],
    ],
    values: (dice, day) => ({
      groups: 1 + dice.below(3),
      milk_system: dice.chance(0.5),
      descaled_on: day(dice.below(120)),
    }),
    stories: [
      story(
        "repair/defect/other → repaired",
        "No pressure on the left group | The right one works. | Solenoid valve cleaned, seal replaced.",
      ),
      story(
        "upgrade/other/firmware_upgrade → advised",
        "Firmware for the new cups | The new cup sizes need the latest firmware. | Updated on site, sizes set with the customer.",
      ),
      story(
        "warranty/missing_part/other → part_sent",
        "Portafilter missing | One of two was in the box. | Portafilter sent.",
      ),
      story(
        "complaint/other/other → refunded",
        "Third visit for the same fault | The milk foamer fails again, we ask for our money back. | Foamer refunded and taken back.",
      ),
    ],
  },
  {
    type: {
      key: "mixer",
      name: "Dough mixer",
      fields: [
        field("bowl_l", "Bowl", NUMBER, { unit: "l", min: 5, max: 300 }),
        field("drive", "Drive", CHOICE, { options: ["belt", "gear"] }),
      ],
    },
    prefix: "MX",
    models: [
      ["NL-MX-40", "Spiral mixer Gyre 40"],
      ["NL-MX-120", "Spiral mixer Gyre 120"],
    ],
    values: (dice) => ({ bowl_l: 20 + dice.below(12) * 10, drive: dice.pick(["belt", "gear"]) }),
    stories: [
      story(
        "repair/defect/other → repaired",
        "Stops under load | Runs empty, stops with dough in it. | Belt worn; replaced and tensioned.",
      ),
      story(
        "damage/damage/physical_damage → repaired",
        "Guard bent in transport | The bowl guard does not close, the mixer will not start. | Guard straightened, safety switch adjusted.",
      ),
      story(
        "repair/site_not_ready/other → advised",
        "Three-phase socket not there | The mixer came, the electrician did not. | Installed after the socket was set.",
      ),
    ],
  },
  {
    type: {
      key: "till",
      name: "Till",
      fields: [
        field("os", "Operating system", TEXT),
        field("ram_gb", "Memory", NUMBER, { unit: "GB", min: 2, max: 64 }),
        field("accessories", "Accessories", MULTI_CHOICE, { options: ["printer", "scanner", "drawer", "scale"] }),
      ],
    },
    prefix: "TL",
    models: [
      ["NL-TL-1", "Till Counter 1"],
      ["NL-TL-2", "Till Counter 2"],
    ],
    values: (dice) => ({
      os: dice.pick(["Linux 6.1", "Linux 6.6"]),
      ram_gb: dice.pick([4, 8, 16]),
      accessories: dice.chance(0.5) ? ["printer", "drawer"] : ["printer", "drawer", "scanner"],
    }),
    stories: [
      story(
        "repair/defect/other → repaired",
        "Receipt printer prints nothing | Paper comes out blank. | Print head cleaned; the paper was in the wrong way.",
      ),
      story(
        "upgrade/other/hardware_upgrade → repaired",
        "More memory | The till is slow at noon. | Memory doubled to 16 GB.",
      ),
      story(
        "inspection/other/content_inspection → advised",
        "Look into a till's journal | Differences in three evening closings; please keep this among few. | Journal read out and handed to the owner.",
      ),
    ],
  },
];

export const ARTICLES: readonly {
  readonly title: string;
  readonly body: string;
  readonly internal: boolean;
  readonly tags: string[];
}[] = [
  {
    title: "Oven: what to do when it does not get hot",
    body: "1. Check that the door closes.\n2. Switch the oven off for a minute.\n3. Note what the display says.\n\nIf it stays cold, open a case and name the temperature that it reaches.",
    internal: false,
    tags: ["oven"],
  },
  {
    title: "Cold room too warm: first aid",
    body: "Keep the door shut and move what spoils first. Check that nothing stands before the fan. Do **not** chip off ice.",
    internal: false,
    tags: ["refrigerator"],
  },
  {
    title: "Descaling the Dawn",
    body: "Every three months, more often with hard water. Use the descaler NL-DS and run the programme twice.",
    internal: false,
    tags: ["coffee"],
  },
  {
    title: "Dishwasher: cloudy glasses",
    body: "Nearly always the softener. Ask for the date of the last cartridge before anybody drives out.",
    internal: true,
    tags: ["dishwasher"],
  },
  {
    title: "Looking into a till's journal",
    body: "Only by order of the owner, in writing. The case is confidential from the first minute.",
    internal: true,
    tags: ["till", "confidential"],
  },
  {
    title: "What to ask before a visit",
    body: "- Can the technician park?\n- Who opens before eight?\n- Is there power and water where the machine stands?",
    internal: true,
    tags: ["visits"],
  },
];
