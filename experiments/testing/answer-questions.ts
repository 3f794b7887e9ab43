import { questions } from "./questions.ts";

// Prints, as JSON, the answers to the questions with the given names, asked in that order in a process of their own.
const library = await import("../library.ts");
const answers = process.argv.slice(2).map((name) => questions.find((question) => question.name === name)!.ask(library));
process.stdout.write(JSON.stringify(answers));
