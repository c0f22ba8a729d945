// What the harness loads as `testharnessreport.js`: leaves the results on the window.
'use strict';
add_completion_callback((tests, { status, message }) => {
  const results = {
    status,
    message: message ?? '',
    subtests: tests.map((test) => [test.name, test.status, test.message ?? '']),
  };
  window.wptResults = results;
  window.dispatchEvent(new CustomEvent('wpt-results'));
});
