#!/usr/bin/env node
import 'reflect-metadata';
import { runProgram } from './cli/program.js';

/** The `lianke` administration command. */
await runProgram(process.argv);
