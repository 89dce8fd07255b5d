package cloudjar.kernel.store;

class CheckingStoreConcurrencyTest extends StoreConcurrencyContract {
    @Override
    Store newStore(CommitListener commits) {
        return new CheckingStore(new MemoryStore(commits));
    }
}
