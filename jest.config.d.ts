/** What `npm run mutate` reads of it. */
declare const config: { projects: object[] };
export default config;
