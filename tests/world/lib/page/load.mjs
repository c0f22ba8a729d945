// The package as files of the site, without a bundler.
export const load = {
  root: () => import('/package/dist/index.js'),
  auto: () => import('/package/dist/auto.js'),
  reconnecting: () => import('/package/dist/reconnecting.js'),
  stream: () => import('/package/dist/stream.js'),
  peer: () => import('reconnecting-websocket'),
};
