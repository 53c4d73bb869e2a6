import { invalid } from "../errors";
import type { Sql } from "../sql";
import type { Arg, Args } from "./declare";

/** The condition of the one look-up argument that is given; BAD_USER_INPUT for none or several. */
export function lookUp(args: Args, by: Readonly<Record<string, (arg: Arg) => Sql>>): Sql {
  const names = Object.keys(by);
  const given = names.filter((name) => args[name] && args[name].value !== null && args[name].value !== undefined);
  const [name] = given;
  if (given.length !== 1 || !name)
    throw invalid({
      path: given[1] ?? names[0] ?? "",
      rule: "exactlyOne",
      message: `give exactly one of ${names.join(", ")}`,
    });
  return by[name]!(args[name]!);
}
