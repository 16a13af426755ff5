#!/usr/bin/env node
import { cliParts } from '../main/cli-parts.js';
import { runCli } from './run-cli.js';

const code = await runCli(process.argv.slice(2), cliParts, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  input: process.stdin,
});
process.exitCode = code;
