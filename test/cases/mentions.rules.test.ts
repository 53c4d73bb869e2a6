import { namesSought } from "../../src/cases/mentions.rules";

const names = (text: string) => namesSought(text).map((one) => `${one.at}:${one.name}`);

test("every text behind an @ that could be a name, with and without what follows it", () => {
  expect(names("Hi @Olga, look")).toEqual(["0:Olga,", "0:Olga"]);
  expect(names("@Dr. Anna Weiß: please")).toEqual([
    "0:Dr.",
    "0:Dr",
    "0:Dr. Anna",
    "0:Dr. Anna Weiß:",
    "0:Dr. Anna Weiß",
  ]);
  expect(names("(@Olga's and @Jo)")).toEqual([
    "0:Olga's",
    "0:Olga",
    "0:Olga's and",
    "0:Olga's and @Jo)",
    "0:Olga's and @Jo",
    "1:Jo)",
    "1:Jo",
  ]);
});

test("five words at most, of one line; mail addresses and lone @ are none", () => {
  expect(names("@a b c d e f")).toEqual(["0:a", "0:a b", "0:a b c", "0:a b c d", "0:a b c d e"]);
  expect(names("@Olga\nBert")).toEqual(["0:Olga"]);
  expect(names("olga@example.org, a @ b, @, @@")).toEqual([]);
});

test("of a text of nothing else the first fifty are looked at", () => {
  expect(new Set(namesSought("@x ".repeat(1000)).map((one) => one.at)).size).toBe(50);
});
