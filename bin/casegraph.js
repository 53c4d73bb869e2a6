#!/usr/bin/env -S node --max-semi-space-size=64
"use strict";
const { build } = require("./build.js");

const trouble = build();
if (trouble) {
  process.stderr.write(`casegraph: ${trouble}\n`);
  process.exit(78);
}
// Libraries check less and answer faster.
process.env.NODE_ENV ??= "production";
require("../dist/src/command/main.js")
  .main(process.argv.slice(2))
  .then((code) => process.exit(code));
