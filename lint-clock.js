const message = 'Take the clock as a value: only platform/clock.ts asks the machine for the time.';

/** For oxlint, whose own rules know no way to name `new Date()` alone. */
export default {
  meta: { name: 'clock' },
  rules: {
    'no-new-date': {
      create: (context) => ({
        NewExpression(node) {
          if (node.callee.name === 'Date' && node.arguments.length === 0) context.report({ node, message });
        },
      }),
    },
  },
};
