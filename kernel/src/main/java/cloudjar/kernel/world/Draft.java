package cloudjar.kernel.world;

import cloudjar.kernel.blob.Blobs;
import cloudjar.kernel.store.Store;

/**
 * A world that nobody can call: on its way to an archive or from one. A later process does not find it.
 *
 * @param name unlike any world's
 */
record Draft(String name, Store store, Blobs blobs) {}
