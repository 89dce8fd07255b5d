package cloudjar.kernel.store;

class MemoryStoreProperties extends StoreScanContract {
    @Override
    Store newStore() {
        return new MemoryStore(CommitListener.NONE);
    }
}
