package cloudjar.kernel.store;

class MemoryStoreConcurrencyTest extends StoreConcurrencyContract {
    @Override
    Store newStore(CommitListener commits) {
        return new MemoryStore(commits);
    }
}
