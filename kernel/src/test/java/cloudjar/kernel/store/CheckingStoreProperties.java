package cloudjar.kernel.store;

class CheckingStoreProperties extends StoreScanContract {
    @Override
    Store newStore() {
        return new CheckingStore(new MemoryStore(CommitListener.NONE));
    }
}
