// The architecture as a failing test: each rule is one sentence of ARCHITECTURE.md.
const adapter = '-(http|store|job|page|ics)\\.ts$';
const framework = 'node_modules/(express|mongoose|mongodb|node-cron|ical-generator)/';

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules form no circle: whoever reads one file first must not need a second to understand the first.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-is-pure',
      comment: 'Domain files and services know no express, mongoose, node-cron or ical-generator.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: [adapter, '^src/platform/', '^src/console/'] },
      to: { path: framework },
    },
    {
      name: 'domain-imports-no-adapter',
      comment:
        'Domain files and services use an adapter only as a type; composition hands them the real one. The console is adapter as a whole.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: [adapter, '^src/platform/', '^src/console/'] },
      to: { path: `^src/.*${adapter}`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'mongoose-in-stores-only',
      comment: 'Only -store files, platform/ and composition speak to the database.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['-store\\.ts$', '^src/platform/', '^src/(composition.*|start)\\.ts$'] },
      to: { path: 'node_modules/(mongoose|mongodb)/' },
    },
    {
      name: 'stores-made-in-composition',
      comment: 'A store is made in composition.ts and nowhere else; others receive it.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['-store\\.ts$', '^src/composition.*\\.ts$'] },
      to: { path: '-store\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'cron-in-scheduler-only',
      comment: 'platform/scheduler.ts is the only importer of node-cron.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/platform/scheduler\\.ts$' },
      to: { path: 'node_modules/node-cron/' },
    },
    {
      name: 'platform-knows-no-noun',
      comment: 'platform/ serves every noun and knows none.',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/', pathNot: ['^src/platform/', '^src/config\\.ts$'] },
    },
    {
      name: 'src-never-imports-test',
      comment: 'The product does not lean on its tests.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
