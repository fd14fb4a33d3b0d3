import { dataCommands } from './data/commands.ts';
import { runCommandLine } from './platform/command-line.ts';

await runCommandLine('npm run data --', dataCommands);
