package cloudjar.services.ssm.runbook;

/** What is wrong with a document, or with what it was given. */
public final class RunbookException extends RuntimeException {
    /** @param sentence for who wrote it */
    public RunbookException(String sentence) {
        super(sentence, null, false, false);
    }
}
