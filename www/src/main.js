// The demo page. model/ holds the socket and what has happened to it and knows nothing of the page; view/ has a file
// for each part of the page, which gives commands to the session and shows its journal and its figures.
import { Session } from './model/session.js';
import { startCloseForm } from './view/close_form.js';
import { startConnectForm } from './view/connect_form.js';
import { startFigures } from './view/figures.js';
import { startLog } from './view/log.js';
import { startSendForm } from './view/send_form.js';

const session = new Session();

startConnectForm(session);
startCloseForm(session);
startSendForm(session);
startLog(session.journal);
startFigures(session);
