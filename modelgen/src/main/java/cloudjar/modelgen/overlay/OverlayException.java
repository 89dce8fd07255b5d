package cloudjar.modelgen.overlay;

/** An overlay that cannot be read or does not fit its model; the message names the file and the line. */
public final class OverlayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OverlayException(String file, int line, String problem) {
        super(file + ":" + line + ": " + problem);
    }
}
