package cloudjar.modelgen.overlay;

/** Bits of a flag word. */
final class OverlayFlags {
    private OverlayFlags() {}

    /** {@code flags} with {@code flag} set or cleared. */
    static int with(int flags, int flag, boolean set) {
        return set ? flags | flag : flags & ~flag;
    }
}
