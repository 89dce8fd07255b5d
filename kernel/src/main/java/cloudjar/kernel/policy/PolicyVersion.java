package cloudjar.kernel.policy;

import java.util.Optional;

/** The version of the policy language that a document is written in. */
public enum PolicyVersion {
    /** The older language, meant where a document names no version: it knows no policy variables. */
    V2008_10_17("2008-10-17"),
    /** The current language. */
    V2012_10_17("2012-10-17");

    private final String id;

    PolicyVersion(String id) {
        this.id = id;
    }

    /** As documents spell it. */
    public String id() {
        return id;
    }

    /** The version of this spelling. */
    public static Optional<PolicyVersion> of(String id) {
        for (PolicyVersion version : values()) {
            if (version.id.equals(id)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
