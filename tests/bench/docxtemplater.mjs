// docxtemplater's side of the bench: node docxtemplater.mjs MODULES TEMPLATE VALUES
// Reads the template's bytes and the list of values once. Then, for each line {"count": N, "save": PATH?} on stdin, renders N documents
// and answers {"seconds": S}; "save" keeps the last one, so that its words can be looked at.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const [modules, template, values] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "bench.js"));
const Docxtemplater = require("docxtemplater");
const PizZip = require("pizzip");
const bytes = readFileSync(template);
const offices = JSON.parse(readFileSync(values, "utf8"));

function render(office) {
  return new Docxtemplater(new PizZip(bytes)).render(office).getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

for await (const line of createInterface({ input: process.stdin })) {
  const { count, save } = JSON.parse(line);
  let made;
  const started = process.hrtime.bigint();
  for (let number = 0; number < count; number++) made = render(offices[number % offices.length]);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  if (save) writeFileSync(save, made);
  process.stdout.write(JSON.stringify({ seconds }) + "\n");
}
