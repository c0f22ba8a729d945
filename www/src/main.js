// The console. model/ holds the connections and their history, and knows nothing of the page. view/ has a file for each part of
// the page, which commands and shows the selected session. panels/ are separate views, loaded when they open.
import { links } from './model/links/links.js';
import { keptStorage } from './model/storage.js';
import { Store } from './model/store.js';
import { startCharts } from './view/charts/load.js';
import { startCloseForm } from './view/close_form.js';
import { startConnectForm } from './view/connect_form.js';
import { startFigures } from './view/figures.js';
import { startOffline } from './view/offline.js';
import { startProfileFiles } from './view/profile_files.js';
import { startSendForm } from './view/send/send_form.js';
import { startTabs } from './view/tabs.js';
import { startTimeline } from './view/timeline/timeline.js';
import { startTryIt } from './view/try_it.js';
import { startViews } from './view/views.js';

const store = new Store(keptStorage(), links);

startViews();
startTabs(store);
startProfileFiles(store);
startConnectForm(store);
startCloseForm(store);
startSendForm(store);
startTimeline(store);
startFigures(store);
startCharts(store);
startTryIt(store);
startOffline();
