const message = 'Take the clock as a value: only platform/clock.ts asks the machine for the time.';

const isNow = ({ callee, arguments: given }) =>
  (callee.object?.name === 'Date' && callee.property.name === 'now') ||
  (callee.object?.name === 'DateTime' && /^(now|local|utc)$/.test(callee.property.name) && given.length === 0);

/** For oxlint, whose own rules know no way to name a call by what it is given. */
export default {
  meta: { name: 'clock' },
  rules: {
    'as-a-value': {
      create: (context) => ({
        NewExpression(node) {
          if (node.callee.name === 'Date' && node.arguments.length === 0) context.report({ node, message });
        },
        CallExpression(node) {
          if (isNow(node)) context.report({ node, message });
        },
      }),
    },
  },
};
