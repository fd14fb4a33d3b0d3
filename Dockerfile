# The image brings its own Node 24, so the npm package `node`, which puts Node 24 on the path elsewhere, need not
# fetch one: no install script is run. Python is left out: the embedded database is not for production.
FROM node:24-slim
WORKDIR /homeward
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts
COPY . .
USER node
ENV NODE_ENV=production
EXPOSE 3000
# Young objects get 16 MB by default, for loads that no helpline has: a fifth of all that the process holds.
CMD ["node", "--max-semi-space-size=4", "src/boot.js"]
