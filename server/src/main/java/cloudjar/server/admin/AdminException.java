package cloudjar.server.admin;

/** A request to the admin API that is refused, with the reason for its sender. */
final class AdminException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    private AdminException(int status, String message) {
        super(message);
        this.status = status;
        this.reason = message;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }

    static AdminException badRequest(String message) {
        return new AdminException(400, message);
    }

    static AdminException tokenWanted() {
        return new AdminException(401, "send the admin token as 'Authorization: Bearer TOKEN'");
    }

    static AdminException foreign(String header, String value) {
        return new AdminException(403, "the admin API does not answer requests with " + header + " '" + value + "'");
    }

    static AdminException notFound(String message) {
        return new AdminException(404, message);
    }

    static AdminException methodNotAllowed(String method, String path, String allowed) {
        return new AdminException(405, path + " does not answer " + method + "; it answers " + allowed);
    }

    static AdminException conflict(String message) {
        return new AdminException(409, message);
    }
}
