// The yardstick of `npm run load`: Express 5 with nothing but the bytes of a file of answers, by their paths.
import { readFileSync } from "node:fs";
import express from "express";

const answers = JSON.parse(readFileSync(process.argv[2], "utf8"));
const app = express();
for (const { method, path, type, text } of answers) {
  const send = (_request, response) => response.type(type).send(text);
  if (method === "POST") app.post(path, express.json(), send);
  else app.get(path, send);
}
const server = app.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
