package cloudjar.kernel.store.postgres;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is and who we are there: {@code postgres://user:password@host:port/database?parameter=value}. Parameters
 * are those of the PostgreSQL JDBC driver ({@code sslmode}, {@code currentSchema}, …), and {@code connections} and {@code listen}, which are ours.
 *
 * @param hosts host and port, or several of them separated by commas, of which the first that answers is used
 * @param parameters the driver's
 * @param connections how many connections this process opens at most, beside two for what concerns other nodes
 * @param listen whether nodes tell each other by notifications, if the database brings them; else they look several times a second
 */
public record PostgresAddress(
        String hosts,
        String database,
        String user,
        String password,
        Map<String, String> parameters,
        int connections,
        boolean listen) {
    /** How many connections there are where the address does not say. */
    public static final int CONNECTIONS_DEFAULT = 16;

    /** Fewer could not serve reads and writes beside each other. */
    public static final int CONNECTIONS_MIN = 4;

    /** More than a database takes in its right mind. */
    public static final int CONNECTIONS_MAX = 1000;

    private static final Pattern FORM =
            Pattern.compile("postgres(?:ql)?://(?:([^@/]*)@)?([^@/?]*)/([^/?]+)(?:\\?(.*))?");
    private static final Pattern HOSTS = Pattern.compile(
            "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?(,([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?)*");

    public PostgresAddress {
        parameters = Map.copyOf(parameters);
        if (connections < CONNECTIONS_MIN || connections > CONNECTIONS_MAX) {
            throw new IllegalArgumentException(
                    "connections are from " + CONNECTIONS_MIN + " to " + CONNECTIONS_MAX + ", not " + connections);
        }
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException when it is none; the message does not repeat it, for its password
     */
    public static PostgresAddress parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || !HOSTS.matcher(form.group(2)).matches()) {
            throw new IllegalArgumentException("takes postgres://user:password@host:port/database");
        }
        String[] who = form.group(1) == null ? new String[0] : form.group(1).split(":", 2);
        Map<String, String> parameters = parameters(form.group(4) == null ? "" : form.group(4));
        String connections = parameters.remove("connections");
        String listen = parameters.remove("listen");
        return new PostgresAddress(
                form.group(2),
                decode(form.group(3)),
                who.length > 0 ? decode(who[0]) : "",
                who.length > 1 ? decode(who[1]) : "",
                parameters,
                connections == null ? CONNECTIONS_DEFAULT : number(connections),
                listen == null || truth(listen));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query.split("&")) {
            String[] parts = parameter.split("=", 2);
            if (!parameter.isEmpty()) {
                parameters.put(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
            }
        }
        return parameters;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("connections are a number, not '" + text + "'", e);
        }
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("listen is true or false, not '" + text + "'");
        };
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The driver's name for it, without what is secret. */
    String url() {
        return "jdbc:postgresql://" + hosts + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8);
    }

    /** What the driver needs beside the URL. */
    Properties properties() {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "cloudjar");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("tcpKeepAlive", "true");
        // Every statement is one of a few: prepared on the first use, its answers are binary from then on.
        properties.setProperty("prepareThreshold", "1");
        parameters.forEach(properties::setProperty);
        return properties;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "postgres://" + (user.isEmpty() ? "" : user + "@") + hosts + "/" + database;
    }
}
