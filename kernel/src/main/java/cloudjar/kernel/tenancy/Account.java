package cloudjar.kernel.tenancy;

/** Account ids: twelve digits. */
public final class Account {
    /** The account of every access key that names no other. */
    public static final String DEFAULT = "000000000000";

    private Account() {}

    /** Whether the text is an account id. */
    public static boolean isId(String text) {
        if (text.length() != 12) {
            return false;
        }
        for (int i = 0; i < 12; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * The account that an access key stands for: the key itself where it is an account id, otherwise the
     * {@linkplain #DEFAULT default}. Keys made by IAM or STS are looked up before this is asked.
     */
    public static String ofAccessKey(String accessKeyId) {
        return isId(accessKeyId) ? accessKeyId : DEFAULT;
    }
}
