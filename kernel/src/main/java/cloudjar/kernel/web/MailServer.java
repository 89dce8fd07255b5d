package cloudjar.kernel.web;

/** Where a mail server is. */
public record MailServer(String host, int port) {
    private static final int PORT_MAX = 65_535;

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException with the reason, where the text is none
     */
    public static MailServer parse(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        boolean number = port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= PORT_MAX;
        if (colon < 1 || !number) {
            throw new IllegalArgumentException("takes a host and a port, such as localhost:25, not '" + text + "'");
        }
        return new MailServer(text.substring(0, colon), Integer.parseInt(port));
    }
}
