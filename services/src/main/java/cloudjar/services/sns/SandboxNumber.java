package cloudjar.services.sns;

/**
 * A phone number to which an account in the sandbox may send.
 *
 * @param password that was sent to it
 */
record SandboxNumber(String number, String password, boolean verified, long sentAtMillis) {
    /** A new number, which does not know its password yet. */
    static SandboxNumber waiting(String number, String password, long nowMillis) {
        return new SandboxNumber(number, password, false, nowMillis);
    }

    SandboxNumber nowVerified() {
        return new SandboxNumber(number, password, true, sentAtMillis);
    }
}
