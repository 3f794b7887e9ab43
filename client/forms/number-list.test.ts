import { expect, test } from "vitest";
import { listMistake, listText, numbersFromList } from "./number-list.ts";

test("spaces, commas, semicolons and line breaks separate the numbers of a list", () => {
  expect(numbersFromList("0.1, 0.2, 1/3")).toEqual([0.1, 0.2, 1 / 3]);
  expect(numbersFromList("0.1 0.2\n.3;12 %,\t1e-3,")).toEqual([0.1, 0.2, 0.3, 0.12, 0.001]);
  expect(numbersFromList("0.1,0.2,-0.3")).toEqual([0.1, 0.2, -0.3]);
  expect(numbersFromList("1 / 3, 2/3")).toEqual([1 / 3, 2 / 3]);
  expect(numbersFromList("  ")).toEqual([]);
});

test("a comma is a decimal mark beside other decimal commas", () => {
  expect(numbersFromList("0,1 0,25; 1,5")).toEqual([0.1, 0.25, 1.5]);
  expect(numbersFromList("0,1\n12.400")).toEqual([0.1, 12_400]);
});

test("what may be one number or several is left to be asked about", () => {
  for (const text of ["0,5", "1,2", "1,000", "1,2,3", "100,200,300"]) expect(numbersFromList(text)).toEqual([text]);
  expect(numbersFromList("1,2 3")).toEqual(["1,2", 3]);
  expect(numbersFromList("1 000")).toEqual([1, "000"]);
  expect(numbersFromList("12.400")).toEqual(["12.400"]);
  expect(numbersFromList("12.400 0.5")).toEqual([12.4, 0.5]);
  expect(listMistake("1,2")).toMatch(/^“1,2” can be one number or several/);
  expect(listMistake("12.400")).toBe("“12.400” can mean 12.4 or 12,400. Write 12.4 or 12400.");
  expect([listMistake(0.5), listMistake("abc")]).toEqual([undefined, undefined]);
});

test("a written list is read as the same numbers", () => {
  const values = [0.5, 1.234, -2.125, 1e-7, 12_400, 1e21, 1 / 3];
  expect(numbersFromList(listText(values))).toEqual(values);
  expect(numbersFromList(listText([1.234, 2.345]))).toEqual([1.234, 2.345]);
});
