import type { Connect, Plugin } from 'vite';

/** Which page answers an address. The server keeps the same table; this one is for development and preview. */
const pages: [RegExp, string][] = [
  // A QR code has the address in capitals: those take fewer modules.
  [/^\/[jJ]\/[^/]+$/, '/audience.html'],
  [/^\/desk$/, '/moderator.html'],
  [/^\/stage$/, '/presenter.html'],
  [/^\/screen$/, '/screen.html'],
  [/^\/organise$/, '/organiser.html'],
];

const rewrite: Connect.NextHandleFunction = (request, _response, next) => {
  const [path = '/', query] = (request.url ?? '/').split('?');
  const page = pages.find(([address]) => address.test(path))?.[1];
  if (page !== undefined) request.url = query === undefined ? page : `${page}?${query}`;
  next();
};

/** Serves the pages of `vite` and `vite preview` under the addresses that the server gives them. */
export function addresses(): Plugin {
  return {
    name: 'majlis:addresses',
    configureServer: (server) => {
      server.middlewares.use(rewrite);
    },
    configurePreviewServer: (server) => {
      server.middlewares.use(rewrite);
    },
  };
}
