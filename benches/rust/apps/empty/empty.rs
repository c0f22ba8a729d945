//! No client, so that there are no samples.
