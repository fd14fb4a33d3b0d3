import type { Express } from 'express';
import { ACCESS, type Access } from '../../src/access/access-table.ts';

/** One address as the router has it. */
export interface Route {
  method: 'get' | 'post';
  path: string;
  /** As the access table names it. */
  name: string;
  /** Undefined where the table lacks it. */
  access: Access | undefined;
}

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}

const LOOK = /^\/(look|icon)-[0-9a-f]{12}\./;

/** Every address there is, read from the router; the look's files apart, whose names change with their content. */
export const listRoutes = (app: Express): Route[] =>
  (app.router.stack as unknown as Layer[])
    .flatMap(({ route }) => (route ? Object.keys(route.methods).map((method) => ({ method, path: route.path })) : []))
    .filter(({ path }) => !LOOK.test(path))
    .map(({ method, path }) => {
      const name = `${method.toUpperCase()} ${path}`;
      return { method: method as 'get' | 'post', path, name, access: ACCESS[name] };
    });
