package cloudjar.kernel.store;

/**
 * Whose rows: those of one account in one region.
 *
 * @param account the account id, or empty for what belongs to the whole world
 * @param region the region's name, or empty for what belongs to no region
 */
public record Scope(String account, String region) {
    /** What belongs to the whole world, such as the names of buckets. */
    public static final Scope GLOBAL = new Scope("", "");

    /** What belongs to an account in no region, such as its roles. */
    public static Scope account(String account) {
        return new Scope(account, "");
    }
}
