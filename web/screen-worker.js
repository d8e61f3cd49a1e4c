// A worker for rosters: it gets the program that the page runs, and its texts, then takes orders.
import { initSync, serve_clerk } from '../pkg/staff/staff.js';

addEventListener('message', ({ data: [module, texts] }) => {
  initSync({ module });
  serve_clerk(texts);
}, { once: true });
