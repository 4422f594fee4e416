import type { Connect, Plugin } from 'vite';

/** Which page answers an address. The server keeps the same table; this one is for development and preview. */
const pages: [RegExp, string][] = [
  [/^\/$/, '/index.html'],
  // A QR code has the address in capitals: those take fewer modules.
  [/^\/[jJ]\/[^/]+$/, '/audience.html'],
  [/^\/desk$/, '/moderator.html'],
  [/^\/stage$/, '/presenter.html'],
  [/^\/screen$/, '/screen.html'],
  [/^\/organise$/, '/organiser.html'],
  [/^\/jury$/, '/juror.html'],
  [/^\/table$/, '/facilitator.html'],
  [/^\/record(\/[^/]+)?$/, '/record.html'],
  [/^\/timeline$/, '/timeline.html'],
  [/^\/rapporteur$/, '/rapporteur.html'],
  [/^\/stand$/, '/team.html'],
  [/^\/usher$/, '/usher.html'],
  [/^\/kiosk$/, '/kiosk.html'],
];

/** The file of the page that answers at a path; none where the path is a file's own. */
export function pageAt(path: string): string | undefined {
  return pages.find(([address]) => address.test(path))?.[1];
}

/** Sends a request on to the file of its page. */
function rewriting(fileAt: typeof pageAt): Connect.NextHandleFunction {
  return (request, _response, next) => {
    const [path = '/', query] = (request.url ?? '/').split('?');
    const page = fileAt(path);
    if (page !== undefined) request.url = query === undefined ? page : `${page}?${query}`;
    next();
  };
}

/** What only development has besides: the gallery of the pages' pieces. */
const developed = (path: string) => (path === '/gallery' ? '/gallery.html' : pageAt(path));

/** Serves the pages of `vite` and `vite preview` under the addresses that the server gives them. */
export function addresses(): Plugin {
  return {
    name: 'majlis:addresses',
    configureServer: (server) => {
      server.middlewares.use(rewriting(developed));
    },
    configurePreviewServer: (server) => {
      server.middlewares.use(rewriting(pageAt));
    },
  };
}
