import { auditCommands } from './admin/audit.ts';
import { backupCommands } from './admin/backup.ts';
import { rotateCommand } from './admin/rotate-key.ts';
import { staffCommands } from './admin/staff.ts';
import { runCommandLine } from './platform/command-line.ts';

await runCommandLine('npm run admin --', [...staffCommands, ...auditCommands, rotateCommand, ...backupCommands]);
