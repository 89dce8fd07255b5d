package cloudjar.services.iam;

/** The three kinds of identity. */
enum IdentityKind {
    USER("user", "AIDA"),
    GROUP("group", "AGPA"),
    ROLE("role", "AROA");

    private final String word;
    private final String idPrefix;

    IdentityKind(String word, String idPrefix) {
        this.word = word;
        this.idPrefix = idPrefix;
    }

    /** As ARNs and sentences have it. */
    String word() {
        return word;
    }

    /** With a capital, as sentences begin. */
    String title() {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** What unique ids begin with. */
    String idPrefix() {
        return idPrefix;
    }
}
