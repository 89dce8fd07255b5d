package cloudjar.kernel.policy;

/** What a statement does to the requests that it applies to. */
public enum Effect {
    ALLOW("Allow"),
    DENY("Deny");

    private final String word;

    Effect(String word) {
        this.word = word;
    }

    /** As policies spell it. */
    public String word() {
        return word;
    }
}
