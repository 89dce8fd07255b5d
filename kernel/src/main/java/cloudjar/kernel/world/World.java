package cloudjar.kernel.world;

import cloudjar.kernel.store.Store;

/** A whole cloud: every account and region. */
public interface World {
    /** The name by which an endpoint chooses it. */
    String id();

    Store store();
}
