import express from 'express';

const AREAS = 8;
const PER_AREA = 15;

/** The paths of all routes: /area1/item1 … /area8/item15. */
export const paths = [];
for (let area = 1; area <= AREAS; area += 1) {
  for (let item = 1; item <= PER_AREA; item += 1) {
    paths.push(`/area${area}/item${item}`);
  }
}

const answer = (req, res) => res.end();

export function oneList() {
  const app = express();
  for (const path of paths) app.get(path, answer);
  return app;
}

export function eightRouters() {
  const app = express();
  for (let area = 1; area <= AREAS; area += 1) {
    const router = express.Router();
    for (let item = 1; item <= PER_AREA; item += 1) {
      router.get(`/item${item}`, answer);
    }
    app.use(`/area${area}`, router);
  }
  return app;
}
