// The subtests of web-platform-tests that ours fails and is known to.

/**
 * `{ engines, test, subtest, reason, lost, sometimes }`: in these engines, or in all, the subtests whose document has a path like `test`,
 * and whose name is like `subtest`, if there is one. `lost`: the native class passes. `sometimes`: it is a race, which either may win.
 */
export const EXPECTED = [];
