import { raceForItems, raceForNext } from "../support/picking";

test("of all who ask for an item, on whatever server, one gets it", async () => {
  const { breaches, winners, refused } = await raceForItems({ items: 20, clients: 6, servers: 2 });
  expect(breaches).toEqual([]);
  expect([winners, refused]).toEqual([20, 100]);
});

test("who reads the holder and then writes it is found out by the same race", async () => {
  const { breaches } = await raceForItems({ items: 20, clients: 6, servers: 1, byHand: true });
  expect(breaches).not.toEqual([]);
});

test("one client gets the items in the exact order of urgency", async () => {
  expect(await raceForNext({ items: 40, clients: 1, servers: 1 })).toEqual({
    breaches: [],
    mostPressingLeft: 0,
    handed: 40,
  });
});

test("many get each item once, and pass over no more than others are taking", async () => {
  const { breaches, handed } = await raceForNext({ items: 80, clients: 6, servers: 2 });
  expect(breaches).toEqual([]);
  expect(handed).toBe(80);
});
