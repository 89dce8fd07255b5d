package cloudjar.bench;

import java.util.List;

/** What is measured, in the order of the report. */
final class Scenarios {
    /** The length of the body that the bare server receives and answers. */
    static final int BARE_BODY_BYTES = 1024;

    static final List<Scenario> ALL = List.of(stsGetCallerIdentity());

    private Scenarios() {}

    /** The bare server: what the HTTP server alone can do on this machine. */
    static Scenario bare() {
        byte[] request = Request.of("POST", "/").body("x".repeat(BARE_BODY_BYTES));
        return new Scenario("bare", "bare server, POST of 1 KB", 1, caller -> {
            caller.call(request);
            return () -> Dialogue.repeat(request);
        });
    }

    private static Scenario stsGetCallerIdentity() {
        return new Scenario("sts", "STS GetCallerIdentity", 0.65, caller -> {
            byte[] request = Request.query("sts", "Action=GetCallerIdentity&Version=2011-06-15");
            caller.call(request);
            return () -> Dialogue.repeat(request);
        });
    }
}
