// The same without our package.
import { play } from '../../lib/page/play.mjs';

play({ peer: () => import('reconnecting-websocket') });
