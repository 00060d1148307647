import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import express, { type RequestHandler, type Router } from 'express';

const installed = createRequire(import.meta.url);
const folder = join(import.meta.dirname, 'page');

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Both drawers set colours and widths as style attributes, which can neither run nor load anything.
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page may load and ask nothing but this server, run no inline script, and stand in no frame. */
export const pageHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy': policy,
    'X-Frame-Options': 'DENY',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  });
  next();
};

export const sendPage: RequestHandler = (_request, response) => {
  response.sendFile('index.html', { root: folder });
};

/** Serves the page's scripts and styles, and the two drawers' own files from where they are installed. */
export function serveAssets(router: Router): void {
  router.get('/adaptivecards.js', sendInstalled('adaptivecards', 'dist/adaptivecards.min.js'));
  router.get('/slack.css', sendInstalled('slack-blocks-to-jsx', 'dist/style.css'));
  router.use(express.static(folder, { index: false }));
}

function sendInstalled(name: string, path: string): RequestHandler {
  const root = dirname(installed.resolve(`${name}/package.json`));
  return (_request, response) => response.sendFile(path, { root });
}
